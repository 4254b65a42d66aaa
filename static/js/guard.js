// What moves the group counts once: after a click on such a button the next second belongs to nobody, so that a second
// click lands on nothing, also when another button has come in its place.
//
//   <div data-moves-all> around the buttons. `busy` while the move is under way, `rest` when the new parts are there.

const REST = 1000; // ms

let until = 0;
let under = 0; // moves that are on their way
let opened; // the question that the last click opened; its answer stands elsewhere

export const isGuarded = (form) => Boolean(form.closest("[data-moves-all]"));

export function busy() {
  under += 1;
  show();
}

export function rest() {
  under = Math.max(0, under - 1);
  until = performance.now() + REST;
  show();
  setTimeout(show, REST + 20);
}

const isClosed = () => under > 0 || performance.now() < until;

// Said to who reads the screen with their ears, and to who sees it.
export function show() {
  for (const button of document.querySelectorAll("[data-moves-all] :is(button, summary)")) {
    if (isClosed() && !opened?.contains(button)) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest?.("[data-moves-all] :is(button, summary)");
    if (!button) return;
    const answers = opened?.isConnected && opened.contains(button) && button.matches("button") && !under;
    if (isClosed() && !answers) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    opened = button.matches("summary") ? button.parentElement : undefined;
    until = performance.now() + REST;
    show();
    setTimeout(show, REST + 20);
  },
  true,
);
