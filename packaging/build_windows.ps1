# Builds the program for Windows as one folder, proves it, and packs it: dist\stexcel and dist\stexcel-windows.zip
#
#   powershell -ExecutionPolicy Bypass -File packaging\build_windows.ps1
#   powershell -ExecutionPolicy Bypass -File packaging\build_windows.ps1 -Thumbprint 0123456789ABCDEF...
#
# Needs Python 3.11 or later (64-bit) with tkinter, and a network for the libraries in constraints.txt. With a
# thumbprint, the programs are signed with that certificate of the user's, before they are proved.

param(
    [string]$Python = "python",
    [string]$Thumbprint = "",
    [string]$TimestampServer = "http://timestamp.digicert.com"
)

$ErrorActionPreference = "Stop"
Set-Location (Split-Path -Parent $PSScriptRoot)
$env:PYTHONUTF8 = "1"

function Invoke-Checked {
    param([string]$Program, [string[]]$Words)
    & $Program @Words
    if ($LASTEXITCODE -ne 0) { throw "$Program $($Words -join ' ') ended with $LASTEXITCODE" }
}

$Environment = "build\venv"
Invoke-Checked $Python @("-m", "venv", $Environment)
$Inside = "$Environment\Scripts\python.exe"
Invoke-Checked $Inside @("-c", "import tkinter")
Invoke-Checked $Inside @("-m", "pip", "install", "--quiet", "-c", "constraints.txt", "-e", ".[frozen]")
Invoke-Checked $Inside @("-m", "PyInstaller", "--noconfirm", "--distpath", "dist", "--workpath", "build\frozen", "packaging\stexcel.spec")

if ($Thumbprint) {
    $Certificate = Get-Item "Cert:\CurrentUser\My\$Thumbprint"
    foreach ($Name in "stexcel.exe", "stexcel-window.exe") {
        $Signed = Set-AuthenticodeSignature "dist\stexcel\$Name" $Certificate -HashAlgorithm SHA256 -TimestampServer $TimestampServer
        if ($Signed.Status -ne "Valid") { throw "$Name could not be signed: $($Signed.StatusMessage)" }
    }
}

Invoke-Checked $Inside @("tools\frozen_test.py", "dist\stexcel")
Copy-Item docs\installation.md dist\stexcel\installation.md
Compress-Archive -Path dist\stexcel -DestinationPath dist\stexcel-windows.zip -Force
Get-FileHash dist\stexcel-windows.zip -Algorithm SHA256 | Format-List
