Attribute VB_Name = "StRunner"
' Hittar det installerade programmet stexcel och startar det när en knapp trycks. Makrona läser inga celler, skriver
' ingenting och använder inget nätverk. Det enda som lämnas till programmet är knappens namn, fönstrets nummer,
' arbetsbokens namn och mappen som valdes. Excel väntar inte: programmet ansluter själv till den öppna arbetsboken.
Option Explicit
Option Private Module

Public Const ADDIN_VERSION As String = "0.1.0"

Private Const PROGRAM As String = "stexcel.exe"
' Skrivs av ”stexcel addin install” i en mapp bredvid tillägget: en rad med programmets sökväg, i UTF-16 med
' byteordningstecken. I en egen mapp, för det som ligger direkt i XLSTART öppnar Excel, också en textfil.
Private Const PATH_FILE As String = "stexcel\stexcel-program.txt"

Private Const OPEN_TO_READ As Long = 1
Private Const AS_UTF16 As Long = -1

Private Const FAILED_NOT_FOUND As Long = 2
Private Const FAILED_NO_FOLDER As Long = 3
Private Const FAILED_ACCESS_DENIED As Long = 5
Private Const FAILED_VIRUS_PROTECTION As Long = 225
Private Const FAILED_GROUP_POLICY As Long = 1260
Private Const FAILED_APPLICATION_CONTROL As Long = 4551

' En knapp som arbetar i den öppna arbetsboken.
Public Sub PressInWorkbook(ByVal button As String)
    On Error GoTo Failed
    If IsReady() Then StartButton button, ""
    Exit Sub
Failed:
    Tell UnexpectedText(Err.Number, Err.Description)
End Sub

' En knapp som arbetar med en mapp. Den som ångrar sig i rutan får ingenting gjort.
Public Sub PressWithFolder(ByVal button As String, ByVal question As String)
    Dim folder As String
    On Error GoTo Failed
    folder = AskFolder(question)
    If Len(folder) > 0 Then StartButton button, folder
    Exit Sub
Failed:
    Tell UnexpectedText(Err.Number, Err.Description)
End Sub

' En knapp som varken behöver arbetsbok eller mapp.
Public Sub PressAnywhere(ByVal button As String)
    On Error GoTo Failed
    StartButton button, ""
    Exit Sub
Failed:
    Tell UnexpectedText(Err.Number, Err.Description)
End Sub

Public Function AddinVersion() As String
    AddinVersion = ADDIN_VERSION
End Function

' Ett argument som Windows läser tillbaka som exakt samma text. Omvända snedstreck dubbleras framför ett citattecken
' och sist, och står annars som de är; det är reglerna för CommandLineToArgvW.
Public Function QuoteArgument(ByVal text As String) As String
    Dim quoted As String
    Dim letter As String
    Dim slashes As Long
    Dim position As Long
    For position = 1 To Len(text)
        letter = Mid$(text, position, 1)
        Select Case letter
            Case "\"
                slashes = slashes + 1
            Case """"
                quoted = quoted & Slash(2 * slashes + 1) & letter
                slashes = 0
            Case Else
                quoted = quoted & Slash(slashes) & letter
                slashes = 0
        End Select
    Next position
    QuoteArgument = """" & quoted & Slash(2 * slashes) & """"
End Function

' Hela kommandoraden. Det som är tomt utelämnas. En sökväg innehåller aldrig citattecken.
Public Function CommandLine(ByVal path As String, ByVal button As String, ByVal window As String, _
        ByVal workbookName As String, ByVal folder As String) As String
    CommandLine = """" & path & """ addin run " & QuoteArgument(button) & NamedArgument("--window", window) & _
        NamedArgument("--workbook", workbookName) & NamedArgument("--folder", folder)
End Function

' Var programmet kan ligga, en sökväg per rad, den som gäller först. Bara hela sökvägar godtas: ett namn utan mapp
' skulle kunna betyda ett annat program i den mapp som Excel råkar stå i.
Public Function Candidates(ByVal installed As String, ByVal localFolder As String, ByVal searchPath As String) As String
    Dim folders As Variant
    Dim found As String
    Dim index As Long
    If IsWholePath(installed) Then found = installed
    If IsWholePath(localFolder) Then
        found = WithLine(found, InFolder(localFolder, "stexcel\" & PROGRAM))
        found = WithLine(found, InFolder(localFolder, "Programs\stexcel\" & PROGRAM))
    End If
    folders = Split(searchPath, ";")
    For index = LBound(folders) To UBound(folders)
        If IsWholePath(Unquoted(folders(index))) Then
            found = WithLine(found, InFolder(Unquoted(folders(index)), PROGRAM))
        End If
    Next index
    Candidates = found
End Function

' Vad användaren får läsa när Windows inte startade programmet.
Public Function FailureText(ByVal failure As Long) As String
    Select Case failure
        Case FAILED_NOT_FOUND, FAILED_NO_FOLDER
            FailureText = NotFoundText()
        Case FAILED_ACCESS_DENIED, FAILED_VIRUS_PROTECTION, FAILED_GROUP_POLICY, FAILED_APPLICATION_CONTROL
            FailureText = "Datorns skydd hindrade Excel från att starta stexcel (fel " & CStr(failure) & ")." & vbLf & _
                "Ingenting har ändrats i arbetsboken." & vbLf & vbLf & _
                "Öppna i stället stexcels eget fönster (stexcel window), som har samma knappar, eller visa den här " & _
                "rutan för IT: installationsanvisningen säger vad som behöver tillåtas."
        Case Else
            FailureText = "stexcel kunde inte startas (fel " & CStr(failure) & ")." & vbLf & _
                "Ingenting har ändrats i arbetsboken." & vbLf & vbLf & _
                "Starta om Excel och försök igen. Händer det igen: visa den här rutan för IT."
    End Select
End Function

Public Function NotFoundText() As String
    NotFoundText = "Programmet stexcel finns inte på den här datorn, eller har flyttats." & vbLf & vbLf & _
        "Installera det enligt installationsanvisningen, eller be IT om det, och kör sedan: stexcel addin install"
End Function

Private Function UnexpectedText(ByVal number As Long, ByVal description As String) As String
    UnexpectedText = "Knappen kunde inte köras (fel " & CStr(number) & ": " & description & ")." & vbLf & vbLf & _
        "Försök igen. Händer det igen: visa den här rutan för IT."
End Function

Private Sub Tell(ByVal message As String)
    MsgBox message, vbExclamation, "ST/IUP, stexcel " & ADDIN_VERSION
End Sub

Private Sub StartButton(ByVal button As String, ByVal folder As String)
    Dim failure As Long
#If Mac Then
    failure = StProcess.StartThroughScript(button, WorkbookName(), folder)
#Else
    Dim path As String
    path = FindProgram(StProcess.EnvironmentText("LOCALAPPDATA"), StProcess.EnvironmentText("PATH"))
    failure = FAILED_NOT_FOUND
    If Len(path) > 0 Then
        failure = StProcess.StartProgram(path, CommandLine(path, button, CStr(Application.Hwnd), WorkbookName(), folder))
    End If
#End If
    If failure <> 0 Then Tell FailureText(failure)
End Sub

' Om det finns en arbetsbok som knappen kan arbeta i; annars sägs varför inte.
Private Function IsReady() As Boolean
    If ActiveWorkbook Is Nothing Then
        If IsAnyProtected() Then
            Tell "Arbetsboken visas i skyddad vy. Klicka på Aktivera redigering i det gula fältet och tryck igen."
        Else
            Tell "Ingen arbetsbok är öppen. Öppna ett IUP och tryck igen."
        End If
    ElseIf IsAnyProtected() Then
        ' Excel räknar inte en bok i skyddad vy som den aktiva, så fråga hellre än att arbeta i fel bok.
        IsReady = MsgBox("Ett fönster är i skyddad vy. Knappen arbetar i ”" & ActiveWorkbook.Name & "”. Fortsätta?", _
            vbQuestion + vbOKCancel, "ST/IUP") = vbOK
    Else
        IsReady = True
    End If
End Function

Private Function IsAnyProtected() As Boolean
#If Mac Then
    IsAnyProtected = False
#Else
    IsAnyProtected = Application.ProtectedViewWindows.Count > 0
#End If
End Function

Private Function WorkbookName() As String
    If Not ActiveWorkbook Is Nothing Then WorkbookName = ActiveWorkbook.Name
End Function

Private Function AskFolder(ByVal question As String) As String
#If Mac Then
    AskFolder = StProcess.ChooseFolder(question)
#Else
    With Application.FileDialog(msoFileDialogFolderPicker)
        .Title = question
        .AllowMultiSelect = False
        If .Show Then AskFolder = .SelectedItems(1)
    End With
#End If
End Function

' Den första av de möjliga sökvägarna där programmet finns; annars tomt.
Private Function FindProgram(ByVal localFolder As String, ByVal searchPath As String) As String
    Dim files As Object
    Dim paths As Variant
    Dim index As Long
    Set files = CreateObject("Scripting.FileSystemObject")
    paths = Split(Candidates(InstalledPath(files), localFolder, searchPath), vbLf)
    For index = LBound(paths) To UBound(paths)
        If files.FileExists(paths(index)) Then
            FindProgram = paths(index)
            Exit Function
        End If
    Next index
End Function

Private Function InstalledPath(ByVal files As Object) As String
    Dim place As String
    Dim stream As Object
    place = files.BuildPath(ThisWorkbook.Path, PATH_FILE)
    If Not files.FileExists(place) Then Exit Function
    Set stream = files.OpenTextFile(place, OPEN_TO_READ, False, AS_UTF16)
    If Not stream.AtEndOfStream Then InstalledPath = Trim$(stream.ReadLine)
    stream.Close
End Function

Private Function NamedArgument(ByVal name As String, ByVal value As String) As String
    If Len(value) > 0 Then NamedArgument = " " & name & " " & QuoteArgument(value)
End Function

Private Function IsWholePath(ByVal path As String) As Boolean
    IsWholePath = Mid$(path, 2, 2) = ":\" Or Left$(path, 2) = "\\"
End Function

Private Function InFolder(ByVal folder As String, ByVal relative As String) As String
    If Right$(folder, 1) = "\" Then InFolder = folder & relative Else InFolder = folder & "\" & relative
End Function

Private Function Unquoted(ByVal text As String) As String
    Unquoted = Trim$(Replace(text, """", ""))
End Function

Private Function WithLine(ByVal lines As String, ByVal added As String) As String
    If Len(lines) > 0 Then WithLine = lines & vbLf & added Else WithLine = added
End Function

Private Function Slash(ByVal count As Long) As String
    Slash = String$(count, "\")
End Function
