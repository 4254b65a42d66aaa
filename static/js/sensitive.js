// Warns while you type of what should not stand in an entry: citizen service numbers, birth dates, telephone numbers,
// mail addresses, names and rooms. Nothing is sent anywhere. Simpler than accounts/sensitive.py, which has the last word; a test
// compares the two.

const MONTHS = [
  "jan|januari|january",
  "feb|februari|february",
  "mrt|maart|march|mar",
  "apr|april",
  "mei|may",
  "jun|juni|june",
  "jul|juli|july",
  "aug|augustus|august",
  "sep|sept|september",
  "okt|oktober|oct|october",
  "nov|november",
  "dec|december",
].map((names) => names.split("|"));
const ANY_MONTH = MONTHS.flat().sort((one, other) => other.length - one.length).join("|");
const NUMBER = /(?<![\d.,+-])\d(?:[ ./()-]{0,3}\d){7,8}(?!\d|[.,-]\d)/g;
const PHONE = /(?<![\d+])(?:\+\d{2}|0031|0)(?:[ ./-]{0,3}\(0\))?(?:[ ./()-]{0,3}\d){9}(?!\d)/;
const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[A-Za-z]{2,20}\b/;
const DAY_FIRST = "(?<!\\d)(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4}|\\d{2})(?!\\d)";
const YEAR_FIRST = "(?<!\\d)(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)";
const IN_WORDS = `(?<!\\d)(\\d{1,2}) (${ANY_MONTH})\\.? (\\d{4}|\\d{2})(?!\\d)`;
const BORN = /\b(?:geb|geboren|geboortedatum|born|birth|dob)\b\W{0,3}(?:\w{1,4}\W{1,2}){0,2}$/i;
const CALLED =
  "[Mm]evrouw|[Mm]evr\\.?|[Mm]w\\.?|[Mm]eneer|[Mm]ijnheer|[Dd]hr\\.?|[Dd]e [Hh]eer|[Ff]amilie|[Ff]am\\.|[Pp]ati[eë]nte?" +
  "|[Cc]li[eë]nte?|[Bb]ewoner|[Bb]ewoonster|[Ll]eerling|M(?:rs?|s)\\.?";
const BEFORE = "(?:(?:van|de|der|den|het|in|op|ter|ten|te|el|al|'t|’t) ){0,3}";
const CAPITAL = "[\\p{Lu}\\p{Lt}][\\p{L}\\p{N}'’-]+";
const NAME = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${CALLED}) {1,2}(?:[A-Z]\\.|${BEFORE}(?![A-Z]{3})${CAPITAL})`,
  "u",
);
const ROOM =
  /(?<![\p{L}\p{N}])(?:kamer(?:nummer)?|bed|appartement|room) (?:nummer |nr\.? )?(?:\d{1,4}[a-z]?|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)(?![\p{L}\p{N}])/iu;
const YOUNGEST_YEARS = 2;
const WAIT = 600; // ms of rest, so that it does not talk through your typing

export const isBsn = (digits) => {
  if (!/^\d{8,9}$/.test(digits) || /^0+$/.test(digits)) return false;
  const all = digits.padStart(9, "0");
  return [9, 8, 7, 6, 5, 4, 3, 2, -1].reduce((sum, weight, place) => sum + weight * all[place], 0) % 11 === 0;
};

const isDay = (year, month, day) => {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const hasBirthDate = (text, thisYear) => {
  const maybe = (match, year, month, day) => {
    const short = year.length === 2;
    const full = Number(year) + (!short ? 0 : Number(year) <= thisYear % 100 ? 2000 : 1900);
    if (!isDay(full, Number(month), Number(day))) return false;
    if (BORN.test(text.slice(Math.max(0, match.index - 30), match.index))) return true;
    return !short && full >= 1900 && full <= thisYear - YOUNGEST_YEARS;
  };
  const monthOf = (name) => MONTHS.findIndex((names) => names.includes(name.toLowerCase())) + 1;
  return (
    [...text.matchAll(new RegExp(DAY_FIRST, "g"))].some((found) => maybe(found, found[3], found[2], found[1])) ||
    [...text.matchAll(new RegExp(YEAR_FIRST, "g"))].some((found) => maybe(found, found[1], found[2], found[3])) ||
    [...text.matchAll(new RegExp(IN_WORDS, "gi"))].some((found) => maybe(found, found[3], monthOf(found[2]), found[1]))
  );
};

const hasBsn = (text) => {
  const isDate = (number) => [DAY_FIRST, YEAR_FIRST].some((date) => new RegExp(`^(?:${date})$`).test(number));
  return [...text.matchAll(NUMBER)].some(([number]) => isBsn(number.replace(/\D/g, "")) && !isDate(number));
};

// Every kind of space and dash as the plain one, without characters that nobody sees.
const plain = (text) => text.replace(/\p{Cf}/gu, "").replace(/\p{Zs}/gu, " ").replace(/[\p{Pd}\u2212]/gu, "-");

export const kindsIn = (written, thisYear = new Date().getFullYear()) => {
  const text = plain(written);
  return [
    ["email", EMAIL.test(text)],
    ["phone", PHONE.test(text)],
    ["bsn", hasBsn(text)],
    ["birth_date", hasBirthDate(text, thisYear)],
    ["name", NAME.test(text)],
    ["room", ROOM.test(text)],
  ].flatMap(([kind, found]) => (found ? [kind] : []));
};

for (const box of document.querySelectorAll("[data-watch]")) {
  const form = box.closest("form");
  let timer;
  const look = () => {
    const typed = [...form.querySelectorAll("[data-sensitive]")].map((field) => field.value).join("\n\n");
    const what = kindsIn(typed).map((kind) => box.dataset[kind]);
    const words = what.length ? box.dataset.words.replace("{what}", what.join(", ")) : "";
    if (box.textContent !== words) box.textContent = words;
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  look();
}
