Attribute VB_Name = "RibbonRunxl"
Option Explicit

' Knapparna i fliken Måluppfyllelse (customUI14.xml). Knappens tag säger vad som ska göras; allt annat görs i Python.
' Inget visas och inget frågas mitt i ett anrop, för då klagar Excel på att det väntar. Vill Python veta något kommer frågan
' hit som svar, och knappen trycks en gång till med vad personen har svarat.
Public Sub OnRunxl(control As IRibbonControl)
    Dim book As Object
    Dim reply As Variant
    Dim answers As String
    Dim answer As String
    On Error GoTo failed
    If Not RunxlIsButton(control.Tag) Then Exit Sub
    Set book = ActiveWorkbook
    If book Is Nothing Then
        RunxlTell "Öppna arbetsboken med måluppfyllelsen först. Är den öppen i Skyddad vy: klicka på Aktivera redigering."
        Exit Sub
    End If
    Do
        reply = RunxlPress(control.Tag, book, answers)
        Select Case reply(0)
            Case "ask"
                answer = RunxlYes(reply(1))
            Case "folder"
                answer = RunxlFolder(reply(1), reply(2))
            Case "file"
                answer = RunxlFile(reply(1), reply(2))
            Case Else
                RunxlTell reply(1)
                Exit Sub
        End Select
        answers = answers & reply(1) & Chr$(31) & answer & Chr$(30)
    Loop
failed:
    RunxlFailed Err.Description
End Sub

' Vem som än kallar: en knapp är ett ord av små bokstäver.
Private Function RunxlIsButton(ByVal action As String) As Boolean
    Dim i As Long
    For i = 1 To Len(action)
        If InStr(1, "abcdefghijklmnopqrstuvwxyz_", Mid$(action, i, 1), vbBinaryCompare) = 0 Then Exit Function
    Next i
    RunxlIsButton = action <> ""
End Function

' Gör ingenting, men säger till om VBA inte går att köra eller Python inte nås: runxl addin prova.
Public Sub RunxlReady()
    RunxlTell ""
    RunxlReach
End Sub

' En kopia av arbetsboken som den är, också det som inte är sparat. Bara VBA kan det i Excel för Mac. Bara bredvid
' arbetsboken, och aldrig över en fil som finns: också en bild i en mottagen arbetsbok kan kalla på en procedur.
Public Sub RunxlSaveCopy(ByVal bookName As String, ByVal target As String)
    Dim book As Object
    Dim file As String
    Set book = Workbooks(bookName)
    If book.Path = "" Or Left$(target, Len(book.Path)) <> book.Path Then Exit Sub
    file = Mid$(target, Len(book.Path) + 2)
    If LCase$(Right$(file, 5)) <> ".xlsx" Or InStr(file, "/") > 0 Or InStr(file, "\") > 0 Or InStr(file, ":") > 0 Then Exit Sub
    If Dir(target) <> "" Then Exit Sub
    book.SaveCopyAs target
End Sub

' Python kom aldrig igång, eller slutade utan att själv säga varför.
Private Sub RunxlFailed(ByVal reason As String)
    Dim rows As Variant
    Dim i As Long
    rows = Split(Replace(reason, vbCr, ""), vbLf)
    reason = ""
    For i = LBound(rows) To UBound(rows)
        If Trim$(rows(i)) <> "" Then reason = Trim$(rows(i))
    Next i
    RunxlTell "runxl kunde inte köras. Öppna ett kommandofönster (i Windows: Start, runxl, Kommandon) och skriv:" & vbLf & vbLf & _
        "runxl addin status" & vbLf & vbLf & "Där står vad som är fel och hur det rättas." & vbLf & vbLf & "Orsak: " & Left$(reason, 400)
End Sub
