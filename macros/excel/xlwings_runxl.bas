Attribute VB_Name = "xlwings_runxl"

' De här procedurerna ersätter dem med samma namn i xlwings modul när tillägget byggs (runxl/addin/harden.py).
' En arbetsbok kan komma från vem som helst. Därför bestämmer bara tilläggets eget blad runxl.conf vilken Python som körs,
' och bara runxls egna kommandon körs, aldrig från en formel i en cell.

' Ger det som Python svarar i Windows. På Mac väntar ingen: där visar Python sitt svar själv.
Public Function RunPython(PythonCommand As String)
    If TypeName(Application.Caller) = "Range" Then Exit Function
    If Not IsRunxlCommand(PythonCommand) Then Exit Function
    #If Mac Then
        ExecuteMac PythonCommand
    #Else
        Dim staysAwake As Boolean
        Dim alerts As Boolean
        Dim reason As String
        ' Annars säger Excel efter en stund att det väntar på ett annat program, om Python har frågat om något.
        alerts = Application.DisplayAlerts
        On Error GoTo failed
        Application.DisplayAlerts = False
        staysAwake = GetConfig("USE UDF SERVER", "False")
        If staysAwake Then
            XLPy.SetAttr XLPy.Module("xlwings._xlwindows"), "BOOK_CALLER", ActiveWorkbook
            RunPython = XLPy.Str(XLPy.Call(XLPy.Module("runxl.addin.main"), "main", XLPy.Tuple(RunxlAction(PythonCommand))))
        Else
            RunPython = ExecuteWindows(False, PythonCommand, "")
        End If
        Application.DisplayAlerts = alerts
        Exit Function
failed:
        reason = Err.Description
        Application.DisplayAlerts = alerts
        RunxlFailed reason
    #End If
End Function

Private Function IsRunxlCommand(ByVal command As String) As Boolean
    IsRunxlCommand = RunxlAction(command) <> ""
End Function

' Vad ett av runxls egna kommandon ska göra; tomt för alla andra kommandon.
Private Function RunxlAction(ByVal command As String) As String
    Const BEFORE_ACTION As String = "import runxl.addin.main; runxl.addin.main.started('"
    Const AFTER_ACTION As String = "')"
    Dim action As String
    Dim i As Long
    If RunxlForbiddenSign(ActiveWorkbook.Name) <> "" Then Exit Function
    If Left$(command, Len(BEFORE_ACTION)) <> BEFORE_ACTION Or Right$(command, Len(AFTER_ACTION)) <> AFTER_ACTION Then Exit Function
    If Len(command) <= Len(BEFORE_ACTION) + Len(AFTER_ACTION) Then Exit Function
    action = Mid$(command, Len(BEFORE_ACTION) + 1, Len(command) - Len(BEFORE_ACTION) - Len(AFTER_ACTION))
    For i = 1 To Len(action)
        If InStr(1, "abcdefghijklmnopqrstuvwxyz_", Mid$(action, i, 1), vbBinaryCompare) = 0 Then Exit Function
    Next i
    RunxlAction = action
End Function

' Svaret från den Python som har startats för ett klick: UTF-16, som VBA:s egna texter. Filen tas bort.
Private Function RunxlAnswer(ByVal fileName As String) As String
    Dim number As Integer
    Dim found() As Byte
    If Not FileExists(fileName) Then Exit Function
    number = FreeFile
    Open fileName For Binary Access Read As #number
    If LOF(number) > 1 Then
        ReDim found(0 To LOF(number) - 1)
        Get #number, , found
        RunxlAnswer = found
    End If
    Close #number
    Kill fileName
End Function

' Mac: Python startas av runxl.applescript och arbetar vidare på egen hand. Svaret är tomt när det gick att starta.
Private Sub ExecuteMac(PythonCommand As String)
    #If Mac Then
    Dim answer As String
    Dim logFile As String
    If Not IsRunxlCommand(PythonCommand) Then Exit Sub
    logFile = Environ("HOME") & "/xlwings.log"
    On Error Resume Next
    Kill logFile
    On Error GoTo failed
    Application.StatusBar = "runxl arbetar ..."
    answer = AppleScriptTask("runxl.applescript", "startPython", GetConfig("INTERPRETER_MAC") & "|" & PythonCommand & "|" & _
        ActiveWorkbook.Name & "|" & Left$(Application.Path, Len(Application.Path) - 4) & "|" & logFile)
    If answer <> "" Then
        Application.StatusBar = False
        RunxlFailed answer
    End If
    Exit Sub
failed:
    Application.StatusBar = False
    RunxlFailed Err.Description
    #End If
End Sub

Private Function GetConfig(configKey As String, Optional default As String = "", Optional source As String = "") As Variant
    Dim known As Object
    Set known = GetConfigFromSheet(ThisWorkbook)
    If known.Exists(configKey) Then
        GetConfig = known.Item(configKey)
    Else
        GetConfig = default
    End If
End Function

Private Sub ShowError(FileName As String, Optional Message As String = "")
    If Message = "" Then Message = ReadFile(FileName)
    RunxlFailed Message
End Sub
