"""How often somebody wants mail, chosen from the mail itself ("Minder mails") without signing in."""

from django.core.signing import BadSignature, Signer

from accounts.models import User
from accounts.values import LogRhythm, MailRhythm

_signer = Signer(salt="partnerships.less_mail", sep=".")


def token(person: User) -> str:
    """The right to choose for this person, good as long as the account is there: an old mail must keep its promise."""
    return _signer.sign(person.public_id.hex)


def person_of(token: str) -> User | None:
    """Whose choice this token opens; nobody's when it was made up."""
    try:
        return User.objects.filter(public_id=_signer.unsign(token)).first()
    except BadSignature:
        return None


def choose(person: User, *, rhythm: MailRhythm, remind: bool = True) -> None:
    """Set the rhythm of mail; with `remind` False the reminder to log an experience stops too."""
    person.mail_rhythm = rhythm
    if not remind:
        person.log_rhythm = LogRhythm.NONE
    person.save(update_fields=["mail_rhythm", "log_rhythm"])


def try_address_again(*, by: User) -> None:
    """The person says that the refused address works again: from now on mail goes there."""
    by.mail_refused_at = None
    by.save(update_fields=["mail_refused_at"])
