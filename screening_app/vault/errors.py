"""What may go wrong between a person and the vault, each with its own sentence."""

from screening_app.domain.errors import DamagedData, ScreeningAppError
from screening_app.i18n import N_


class WrongPassphrase(ScreeningAppError):
    """Name, passphrase or key file is wrong: which of them is not said, in words or in time."""

    code = "vault/wrong-passphrase"
    exit_status = 4
    user_message = N_(
        "That name and passphrase do not open the records. Check both, and the key file if you have one, "
        "and try again."
    )


class KeyFileNeeded(ScreeningAppError):
    """The user's slot needs a key file and none was named; nothing was tried, nothing counted."""

    code = "vault/key-file-needed"
    exit_status = 4
    user_message = N_("This user needs the key file. Insert the medium that it is on and name the file.")


class PassphraseIsTemporary(ScreeningAppError):
    """Somebody else gave the passphrase: nothing is done with it but choosing another."""

    code = "vault/passphrase-is-temporary"
    exit_status = 8
    user_message = N_(
        "That passphrase was given to you and opens nothing yet. Choose one of your own first, "
        "which nobody else knows."
    )


class UserDisabled(ScreeningAppError):
    """Name and passphrase are right, and an administrator has shut the user out for now."""

    code = "vault/user-disabled"
    exit_status = 9
    user_message = N_("You may not open the records at present. Ask your administrator.")


class WeakPassphrase(ScreeningAppError):
    """The new passphrase is too short or too common."""

    code = "vault/weak-passphrase"
    user_message = N_(
        "That passphrase is too easy to guess. Use at least five words or {length} characters, "
        "and no common password, name or row of keys."
    )


class VaultMissing(ScreeningAppError):
    """The folder holds no vault."""

    code = "vault/missing"
    user_message = N_("There is no vault in {folder}. Check the place, or create a vault there.")


class VaultExists(ScreeningAppError):
    """The folder holds a vault, or a part of one, already."""

    code = "vault/exists"
    user_message = N_("There is a vault, or a part of one, in {folder} already. Choose an empty folder.")


class DatabaseMissing(DamagedData):
    """The header is there and names a file of records that is not."""

    code = "vault/database-missing"
    exit_status = 5
    user_message = N_("The vault's file {file} is missing. Put it back, or restore a backup.")


class HeaderDamaged(DamagedData):
    """Neither the header nor its copy can be used."""

    code = "vault/header-damaged"
    user_message = N_(
        "The vault's header and its copy are both damaged or missing. Nothing was changed. "
        "Restore vault.json from a backup."
    )


class DatabaseDamaged(DamagedData):
    """The file of records is not what was written, although the key is right."""

    code = "vault/database-damaged"
    user_message = N_(
        "The vault's records are damaged ({file}). Make a copy of the folder first, "
        "then restore a backup or ask your administrator."
    )


class VaultTooNew(ScreeningAppError):
    """Written by a newer version of the application; left untouched."""

    code = "vault/too-new"
    exit_status = 6
    user_message = N_(
        "This vault was written by a newer version of the application. It was not touched. "
        "Install that version to open it."
    )


class VaultNeedsUpgrade(ScreeningAppError):
    """Written by an older version; only an opening for writing brings it up to date."""

    code = "vault/needs-upgrade"
    user_message = N_(
        "This vault was written by an older version of the application. "
        "Open it once in the application, then try again."
    )


class VaultBusy(ScreeningAppError):
    """Something else writes to the vault at this moment."""

    code = "vault/busy"
    user_message = N_("The records are busy in another window or program. Wait a moment and try again.")


class VaultOpenElsewhere(VaultBusy):
    """A second writer; says since when the vault is open, and nothing of whose account that is."""

    code = "vault/open-elsewhere"
    exit_status = 7
    user_message = N_(
        "The records have been open in another window since {since}. They can be open in one window "
        "at a time: close them there first."
    )


class ReadOnlyVault(ScreeningAppError):
    """The folder or a file in it cannot be written."""

    code = "vault/read-only"
    user_message = N_(
        "The vault's folder or a file in it cannot be written. Nothing was stored. "
        "Ask your administrator for the right to write there."
    )


class DiskFull(ScreeningAppError):
    """The disk took nothing more."""

    code = "vault/disk-full"
    user_message = N_(
        "The disk is full or took nothing more. Nothing was stored of what you did last. "
        "Make room on the disk and do it again."
    )


class SaveUnconfirmed(DiskFull):
    """The disk failed while confirming: what was written last may stand or not."""

    code = "vault/save-unconfirmed"
    user_message = N_(
        "The disk is full or failing and did not confirm what was written last. "
        "Make room on the disk, open the records again and check the last answer."
    )


class VaultGone(SaveUnconfirmed):
    """The files that are open are not where they were: what is written now may be found by nobody."""

    code = "vault/gone"
    user_message = N_(
        "The vault's folder was moved or removed, or its disk was taken out, while the vault was open. "
        "What was written last is not confirmed. Put it back, open the vault again and check the last answer."
    )


class UnusableFolder(ScreeningAppError):
    """There can be no such folder."""

    code = "vault/unusable-folder"
    user_message = N_("{folder} cannot be used as a folder ({reason}). Choose another.")


class UnsafeFolder(ScreeningAppError):
    """Base of the places that lose or leak a vault."""


class NetworkFolder(UnsafeFolder):
    """A network share: its locks and its write order cannot be relied on."""

    code = "vault/network-folder"
    user_message = N_(
        "{folder} is on a network file system ({kind}). A vault there gets damaged when two computers "
        "or a broken connection meet. Choose a folder on this computer's own disk."
    )


class SynchronisedFolder(UnsafeFolder):
    """A folder that another program copies away while we write."""

    code = "vault/synchronised-folder"
    user_message = N_(
        "{folder} is synchronised by {kind}. Such programs copy the vault away and may put back an older "
        "one, which loses answers. Choose a folder that is not synchronised."
    )


class KeyDerivationFailed(ScreeningAppError):
    """There was not enough memory to work on the passphrase."""

    code = "vault/key-derivation-failed"
    user_message = N_(
        "There is not enough free memory to open the records. Close other programs and try again."
    )


class LoginTaken(ScreeningAppError):
    """Two users with one login could not be told apart at the door."""

    code = "vault/login-taken"
    user_message = N_("Somebody has that user name already. Choose another.")


class SamePassphrase(ScreeningAppError):
    """The new passphrase is the old one."""

    code = "vault/same-passphrase"
    user_message = N_("That is the passphrase you have now. Choose another.")


class LastKey(ScreeningAppError):
    """Nobody could open the vault any more."""

    code = "vault/last-key"
    user_message = N_("That is the only key left to this vault. Give somebody else one first.")


class NoKey(ScreeningAppError):
    """The user's key was taken away; only a new one lets them in again."""

    code = "vault/no-key"
    user_message = N_("That user has no key any more. Give them a new one instead.")


class KeyFileBesideVault(ScreeningAppError):
    """Whoever takes the vault would have the key file too."""

    code = "vault/key-file-beside-vault"
    user_message = N_("The key file may not stand with the vault. Put it on a removable medium.")


class KeyFileExists(ScreeningAppError):
    """A key file never replaces a file."""

    code = "vault/key-file-exists"
    user_message = N_("{file} exists already and was left as it is. Choose another name.")


class KeyFileNotWritten(ScreeningAppError):
    """The medium took no file."""

    code = "vault/key-file-not-written"
    user_message = N_("The key file {file} cannot be written ({reason}). Nothing was changed.")


class CopyDiffers(ScreeningAppError):
    """A copy of the records did not hold the same rows; it was thrown away."""

    code = "vault/copy-differs"
    user_message = N_(
        "The copy of the records was not the same as the original, so nothing was changed. Try again."
    )


class NoRecovery(ScreeningAppError):
    """The vault never got recovery sheets."""

    code = "vault/no-recovery"
    user_message = N_("This vault has no recovery sheets. Only a user's own passphrase opens it.")


class SheetUnreadable(ScreeningAppError):
    """The words of a sheet do not fit together: one of them was copied wrongly."""

    code = "vault/sheet-unreadable"
    user_message = N_(
        "Sheet {number} was not copied correctly. Compare its words, in their order, with the paper."
    )


class TooFewSheets(ScreeningAppError):
    """One sheet tells nothing."""

    code = "vault/too-few-sheets"
    user_message = N_("That is not enough: {needed} different sheets of the same set are needed.")


class SheetsDoNotBelong(ScreeningAppError):
    """The sheets are of another vault, of another set, or were replaced by newer ones."""

    code = "vault/sheets-do-not-belong"
    user_message = N_(
        "These sheets do not open this vault. They may belong to another vault, "
        "or newer sheets replaced them."
    )


class BackupExists(ScreeningAppError):
    """A backup never replaces a file."""

    code = "backup/exists"
    user_message = N_("{file} exists already and was left as it is. Choose another name.")


class NoBackup(ScreeningAppError):
    """The file is no backup of a vault."""

    code = "backup/none"
    user_message = N_("{file} is no backup of a vault, or cannot be read. Choose another file.")


class BackupDamaged(DamagedData):
    """A backup that was cut or changed."""

    code = "backup/damaged"
    user_message = N_("{file} is a backup that was cut off or changed. Use another backup.")


class KeyOfAnotherDay(ScreeningAppError):
    """The copy was made under a vault key that is not the one in use."""

    code = "vault/key-of-another-day"
    user_message = N_(
        "This backup was made before the records got a new key, or before you got yours. It opens with the "
        "passphrases of its day: prove it with the command screening-app vault prove."
    )
