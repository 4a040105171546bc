Attribute VB_Name = "RibbonRunxl"
Option Explicit

' Knapparna i fliken Måluppfyllelse (customUI14.xml). Knappens tag säger vad som ska göras; allt annat görs i Python.
' Svaret visas först när Python är klar: en ruta mitt i anropet skulle få Excel att klaga på att det väntar.
Public Sub OnRunxl(control As IRibbonControl)
    RunxlDo control.Tag
End Sub

Public Sub RunxlDo(ByVal action As String)
    Dim sign As String
    Dim answer As String
    On Error GoTo failed
    If ActiveWorkbook Is Nothing Then
        RunxlTell "Öppna arbetsboken med måluppfyllelsen först. Är den öppen i Skyddad vy: klicka på Aktivera redigering."
        Exit Sub
    End If
    sign = RunxlForbiddenSign(ActiveWorkbook.Name)
    If sign <> "" Then
        RunxlTell "Tecknet " & sign & " i arbetsbokens namn hindrar tillägget. Spara arbetsboken under ett annat namn och försök igen."
        Exit Sub
    End If
    answer = RunPython("import runxl.addin.main; runxl.addin.main.started('" & action & "')")
    If answer <> "" Then RunxlTell answer
    Exit Sub
failed:
    RunxlFailed Err.Description
End Sub

' Ett namn kan komma från vem som helst och blir en del av en kommandorad: tecken som betyder något där släpps inte fram.
Public Function RunxlForbiddenSign(ByVal bookName As String) As String
    Dim i As Long
    For i = 1 To Len(bookName)
        If InStr("=""$`|%;\", Mid$(bookName, i, 1)) > 0 Or (AscW(Mid$(bookName, i, 1)) >= 0 And AscW(Mid$(bookName, i, 1)) < 32) Then
            RunxlForbiddenSign = Mid$(bookName, i, 1)
            Exit Function
        End If
    Next i
End Function

' En kopia av arbetsboken som den är, också det som inte är sparat. Bara VBA kan det i Excel för Mac.
Public Sub RunxlSaveCopy(ByVal bookName As String, ByVal target As String)
    Workbooks(bookName).SaveCopyAs target
End Sub

' Python kom aldrig igång, eller slutade utan att själv säga varför.
Public Sub RunxlFailed(ByVal reason As String)
    Dim rows As Variant
    Dim i As Long
    rows = Split(Replace(reason, vbCr, ""), vbLf)
    reason = ""
    For i = LBound(rows) To UBound(rows)
        If Trim$(rows(i)) <> "" Then reason = Trim$(rows(i))
    Next i
    RunxlTell "runxl kunde inte köras. Öppna ett kommandofönster och skriv:" & vbLf & vbLf & "runxl addin status" & vbLf & vbLf & _
        "Där står vad som är fel och hur det rättas." & vbLf & vbLf & "Orsak: " & Left$(reason, 400)
End Sub
