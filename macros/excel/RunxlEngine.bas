Attribute VB_Name = "RunxlEngine"
Option Explicit
Option Private Module

' Vägen till Python. I Windows är den en COM-server som runxl addin install har registrerat för den här personen: Windows
' startar den vid första klicket, och den hålls kvar här tills Excel avslutas. På Mac startas Python av ett AppleScript.
' En arbetsbok har inget att säga till om: den lämnas över som den är.
#If Mac Then
#Else
Private engine As Object
#End If

' Vad som ska göras nu (say, ask eller folder), texten till det och var en mapp börjar.
Public Function RunxlPress(ByVal action As String, ByVal book As Object, ByVal answers As String) As Variant
    #If Mac Then
        RunxlPress = Array("say", RunxlStarted(action, book.Name), "")
    #Else
        Dim alerts As Boolean
        Dim number As Long
        Dim reason As String
        If TypeName(Application.Caller) = "Range" Then Exit Function
        ' Annars kan Excel efter en stund säga att det väntar på ett annat program.
        alerts = Application.DisplayAlerts
        On Error GoTo failed
        Application.DisplayAlerts = False
        RunxlReach
        RunxlPress = engine.Press(action, book, answers)
        Application.DisplayAlerts = alerts
        Exit Function
failed:
        number = Err.Number
        reason = Err.Description
        Application.DisplayAlerts = alerts
        Err.Raise number, , reason
    #End If
End Function

' Ser till att Python är igång. Den som dog sedan förra klicket startas på nytt, men ett påbörjat tryck görs aldrig om.
Public Sub RunxlReach()
    #If Mac Then
    #Else
        Dim version As String
        On Error Resume Next
        version = engine.Version()
        On Error GoTo 0
        If version = "" Then Set engine = CreateObject("Runxl.Engine")
    #End If
End Sub

' Mac: Python startas av runxl.applescript och arbetar vidare på egen hand. Svaret är tomt när det gick att starta.
Private Function RunxlStarted(ByVal action As String, ByVal bookName As String) As String
    #If Mac Then
        Dim logFile As String
        Dim answer As String
        RunxlStarted = RunxlForbidden(bookName)
        If RunxlStarted <> "" Then Exit Function
        logFile = Environ("HOME") & "/xlwings.log"
        On Error Resume Next
        Kill logFile
        On Error GoTo failed
        Application.StatusBar = "runxl arbetar ..."
        answer = AppleScriptTask("runxl.applescript", "startPython", RunxlPython() & "|" & _
            "import runxl.addin.main; runxl.addin.main.main('" & action & "')" & "|" & bookName & "|" & _
            Left$(Application.Path, Len(Application.Path) - 4) & "|" & logFile)
        If answer = "" Then Exit Function
        Application.StatusBar = False
        Err.Raise 1000, , answer
failed:
        answer = Err.Description
        Application.StatusBar = False
        Err.Raise 1000, , answer
    #End If
End Function

' Mac: den Python som installerade tillägget. Den står bara på tilläggets eget blad.
Private Function RunxlPython() As String
    RunxlPython = ThisWorkbook.Worksheets("runxl.conf").Range("B1").Value
End Function

' Mac: ett namn kan komma från vem som helst och blir en del av en kommandorad. Tecken som betyder något där släpps inte fram.
Private Function RunxlForbidden(ByVal bookName As String) As String
    Dim i As Long
    For i = 1 To Len(bookName)
        If InStr("=""$`|%;\", Mid$(bookName, i, 1)) > 0 Or (AscW(Mid$(bookName, i, 1)) >= 0 And AscW(Mid$(bookName, i, 1)) < 32) Then
            RunxlForbidden = "Tecknet " & Mid$(bookName, i, 1) & " i arbetsbokens namn hindrar tillägget. " & _
                "Spara arbetsboken under ett annat namn och försök igen."
            Exit Function
        End If
    Next i
End Function
