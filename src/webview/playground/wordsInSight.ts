/** Where the view of a conversation has to begin so that its last answer is in sight although a card below it is tall. */

/** Pixels between the upper edge of what is seen and what begins there. */
const air = 4;

/**
 * Pixels from the start of the conversation: the question where it is in sight together with the answer, or else the
 * answer; of an answer that is taller than the view its end. `from`: where the view begins now, which is good enough if the
 * answer is in sight there, but for the turns before it: the card needs their room. `undefined`: there is no card below the
 * last answer.
 */
export function wordsInSight(scroller: HTMLElement, from: number): number | undefined {
  const turn = lastTurn(scroller);
  const answer = turn?.querySelector('[data-part="answer"]');
  if (!turn || !answer || turn.querySelector('.references') === null) return undefined;
  const start = scroller.getBoundingClientRect().top - scroller.scrollTop;
  const placeOf = (element: Element): number => element.getBoundingClientRect().top - start - air;
  const end = answer.getBoundingClientRect().bottom - start;
  const fits = (top: number): boolean => end - top <= scroller.clientHeight;
  const top = placeOf(answer);
  if (from <= top && fits(from)) return Math.max(from, placeOf(turn));
  const heading = answer.closest('div')?.previousElementSibling ?? answer;
  return [placeOf(turn), placeOf(heading), top].find(fits) ?? end - scroller.clientHeight;
}

/** By the last group: the page may have a thousand turns, and this is asked with each piece of an answer. */
function lastTurn(scroller: HTMLElement): Element | undefined {
  let group = scroller.lastElementChild;
  while (group && !group.classList.contains('turn-group')) group = group.previousElementSibling;
  return group?.lastElementChild ?? undefined;
}
