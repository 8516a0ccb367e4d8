Attribute VB_Name = "RibbonStexcel"
' Knapparna på fliken ST/IUP. Varje knapp i customUI14.xml har en rad här, och ingenting annat görs här.
Option Explicit

Public Sub PressKontrollera(control As IRibbonControl)
    StRunner.PressInWorkbook "kontrollera"
End Sub

Public Sub PressNastaBrist(control As IRibbonControl)
    StRunner.PressInWorkbook "nasta"
End Sub

Public Sub PressRensa(control As IRibbonControl)
    StRunner.PressInWorkbook "rensa"
End Sub

Public Sub PressForslag(control As IRibbonControl)
    StRunner.PressInWorkbook "forslag"
End Sub

Public Sub PressNyIup(control As IRibbonControl)
    StRunner.PressWithFolder "ny-iup", "Välj mappen där det nya IUP:t ska sparas"
End Sub

Public Sub PressEnhetsstatus(control As IRibbonControl)
    StRunner.PressWithFolder "enhetsstatus", "Välj mappen med enhetens IUP"
End Sub

Public Sub PressSpur(control As IRibbonControl)
    StRunner.PressWithFolder "spur", "Välj mappen med enhetens IUP"
End Sub

Public Sub PressOm(control As IRibbonControl)
    StRunner.PressAnywhere "om"
End Sub
