Attribute VB_Name = "RunxlBox"
Option Explicit
Option Private Module

' Rutorna i Windows. Python väljer tecken som rutan kan visa. På Mac visar Python själv det mesta.
Private Const LONGEST As Long = 1000

' En ruta rymmer drygt tusen tecken. Det som är längre delas vid en rad.
Public Sub RunxlTell(ByVal text As String)
    Dim cut As Long
    Do While Len(text) > LONGEST
        cut = InStrRev(text, vbLf, LONGEST)
        If cut = 0 Then cut = InStrRev(text, " ", LONGEST)
        If cut = 0 Then cut = LONGEST
        MsgBox Left$(text, cut) & vbLf & "(mer i nästa ruta)", vbInformation, RunxlTitle()
        text = Mid$(text, cut + 1)
    Loop
    If text <> "" Then MsgBox text, vbInformation, RunxlTitle()
End Sub

Public Function RunxlYes(ByVal text As String) As String
    If MsgBox(text, vbYesNo + vbQuestion, RunxlTitle()) = vbYes Then RunxlYes = "ja"
End Function

' Mappen eller filen som personen väljer, med början där start säger; tomt om ingen väljs.
Public Function RunxlFolder(ByVal title As String, ByVal start As String) As String
    RunxlFolder = RunxlChosen(4, title, start)
End Function

Public Function RunxlFile(ByVal title As String, ByVal start As String) As String
    RunxlFile = RunxlChosen(3, title, start)
End Function

Private Function RunxlChosen(ByVal kind As Long, ByVal title As String, ByVal start As String) As String
    #If Mac Then
    #Else
        With Application.FileDialog(kind)
            .Title = title
            .AllowMultiSelect = False
            If start <> "" Then .InitialFileName = start
            If .Show = -1 Then RunxlChosen = .SelectedItems(1)
        End With
    #End If
End Function

Private Function RunxlTitle() As String
    RunxlTitle = "Måluppfyllelse"
End Function
