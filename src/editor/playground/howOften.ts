import { formatUsd } from '../../core/base/numbers';
import type { AnswerNode } from '../../core/playground/session/sessionSchema';
import { back, fitting, pickRanked } from '../shared/rankedPick';
import { say } from '../shared/words';

const mostTimes = 5;

/** Asks how many times a question is to be asked again at once. Names the cost, where the last answer cost something. */
export async function askHowOften(answer: AnswerNode | undefined): Promise<number | undefined> {
  const usd = answer?.cost?.known === true ? answer.cost.usd : 0;
  const rows = Array.from({ length: mostTimes - 1 }, (_each, i) => i + 2).map((value) => ({
    label: say('{0} answers', value),
    ...(usd > 0 && { description: say('about {0}, going by this answer', formatUsd(value * usd)) }),
    value,
  }));
  const chosen = await pickRanked({
    title: say('Retry Several Times'),
    placeholder: say('How many more answers?'),
    groups: (typed) => [{ label: '', rows: fitting(rows, typed) }],
  });
  return chosen === back ? undefined : chosen;
}
