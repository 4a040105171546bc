Attribute VB_Name = "RunxlBox"
Option Explicit

' Meddelanderutan. VBA:s egen MsgBox i Windows kan bara datorns teckentabell: där blir → och ≥ frågetecken.
#If Mac Then
#ElseIf VBA7 Then
Private Declare PtrSafe Function MessageBoxW Lib "user32" (ByVal owner As LongPtr, ByVal text As LongPtr, ByVal title As LongPtr, ByVal kind As Long) As Long
#End If

Public Sub RunxlTell(ByVal text As String)
    Dim title As String
    title = "Måluppfyllelse"
    #If Mac Then
        MsgBox text, vbInformation, title
    #ElseIf VBA7 Then
        MessageBoxW Application.Hwnd, StrPtr(text), StrPtr(title), 0
    #Else
        MsgBox text, vbInformation, title
    #End If
End Sub
