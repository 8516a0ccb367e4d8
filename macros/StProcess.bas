Attribute VB_Name = "StProcess"
' Allt som makrona ber operativsystemet om. Windows: läsa en miljövariabel, och starta stexcel utan konsolfönster.
' VBA:s egna funktioner för det tappar bokstäver som saknas i Windows teckentabell, till exempel polska.
' macOS: makron får inte starta program där; det gör skriptet stexcel.applescript, som bara kan starta stexcel.
Option Explicit
Option Private Module

#If Mac Then

Private Const SCRIPT As String = "stexcel.applescript"
Private Const FAILED_NOT_FOUND As Long = 2

' Startar stexcel och svarar med noll, eller med numret på felet.
Public Function StartThroughScript(ByVal button As String, ByVal workbookName As String, ByVal folder As String) As Long
    Dim arguments As String
    arguments = button
    If Len(workbookName) > 0 Then arguments = arguments & vbLf & "--workbook" & vbLf & workbookName
    If Len(folder) > 0 Then arguments = arguments & vbLf & "--folder" & vbLf & folder
    On Error GoTo NoScript
    StartThroughScript = CLng(AppleScriptTask(SCRIPT, "startStexcel", arguments))
    Exit Function
NoScript:
    StartThroughScript = FAILED_NOT_FOUND
End Function

' Mappen som användaren väljer; tomt för den som ångrar sig.
Public Function ChooseFolder(ByVal question As String) As String
    ChooseFolder = AppleScriptTask(SCRIPT, "chooseFolder", question)
End Function

#Else

Private Const CREATE_NO_WINDOW As Long = &H8000000
Private Const LONGEST_VARIABLE As Long = 32767
Private Const FAILED_UNKNOWN As Long = -1

Private Type StartupInfo
    size As Long
    reserved As LongPtr
    desktop As LongPtr
    windowTitle As LongPtr
    x As Long
    y As Long
    xSize As Long
    ySize As Long
    xChars As Long
    yChars As Long
    fill As Long
    flags As Long
    show As Integer
    reserved2 As Integer
    reserved3 As LongPtr
    standardInput As LongPtr
    standardOutput As LongPtr
    standardError As LongPtr
End Type

Private Type ProcessInformation
    process As LongPtr
    thread As LongPtr
    processId As Long
    threadId As Long
End Type

Private Declare PtrSafe Function CreateProcessW Lib "kernel32" (ByVal application As LongPtr, _
    ByVal commandLine As LongPtr, ByVal processSecurity As LongPtr, ByVal threadSecurity As LongPtr, _
    ByVal inherit As Long, ByVal flags As Long, ByVal environment As LongPtr, ByVal folder As LongPtr, _
    ByRef startup As StartupInfo, ByRef started As ProcessInformation) As Long
Private Declare PtrSafe Function CloseHandle Lib "kernel32" (ByVal handle As LongPtr) As Long
Private Declare PtrSafe Function GetEnvironmentVariableW Lib "kernel32" (ByVal variable As LongPtr, _
    ByVal buffer As LongPtr, ByVal size As Long) As Long

' Startar programmet utan att vänta på det och svarar med noll, eller med numret på Windows fel. Programmet står i sin
' egen mapp, så att det inte hämtar något ur den mapp som Excel råkar stå i.
Public Function StartProgram(ByVal path As String, ByVal commandLine As String) As Long
    Dim startup As StartupInfo
    Dim started As ProcessInformation
    Dim folder As String
    folder = Left$(path, InStrRev(path, "\"))
    startup.size = LenB(startup)
    If CreateProcessW(StrPtr(path), StrPtr(commandLine), 0, 0, 0, CREATE_NO_WINDOW, 0, StrPtr(folder), startup, _
            started) = 0 Then
        StartProgram = Err.LastDllError
        If StartProgram = 0 Then StartProgram = FAILED_UNKNOWN
        Exit Function
    End If
    CloseHandle started.thread
    CloseHandle started.process
End Function

' En miljövariabel; tomt om den inte finns.
Public Function EnvironmentText(ByVal variable As String) As String
    Dim buffer As String
    Dim letters As Long
    buffer = String$(LONGEST_VARIABLE, vbNullChar)
    letters = GetEnvironmentVariableW(StrPtr(variable), StrPtr(buffer), LONGEST_VARIABLE)
    EnvironmentText = Left$(buffer, letters)
End Function

#End If
