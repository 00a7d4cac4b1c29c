import type { Term } from '../../glossary/find/glossaryTable';
import { normalized, summed } from './comparison';
import type { Comparison } from './comparison';
import { besidesDecline, claims, introduces } from './declines';
import type { Want } from './wants';

/** The share of a passage's words from which on an answer repeats most of it. */
const mostShare = 0.6;
/** Missing words that are named. */
const mostNamed = 6;

/** Too common to tell one sentence from another. */
const commonWords = new Set(
  `about after also another because been before being between both cannot could does each either enough even every from have
  here into itself just less like made make makes many more most much need needs never often once only other over same several
  should since some such than that their them then there these they this those through under until used uses using very were what
  when where which while whole whose will with without would your`.split(/\s+/),
);

/**
 * Holds an answer against the entry of a term. Words are not understood: the same is only what stands there sentence for
 * sentence, with nothing besides but what stands in the entries of the `others` that were asked about.
 */
export function compareTerm(answer: string, term: Term, others: readonly Term[], wants: ReadonlySet<Want>): Comparison {
  const asked = [term, ...others];
  const its = linesOf(term, asked);
  const theirs = others.map((other) => linesOf(other, asked));
  const lines = answer
    .split('\n')
    .map(normalized)
    .filter((line) => line !== '');
  const isOurs = lines.every((line) => its.has(line) || theirs.some((of) => of.has(line)));
  const repeated = lines.find((line) => its.has(line));
  if (isOurs && repeated !== undefined) {
    return {
      ...summed([{ about: 'words', how: 'same', reference: '', said: '' }]),
      ...shown(its.get(repeated)!, term),
    };
  }
  return compareWords(answer, term, others, wants);
}

/** What can be said of a term: its entry, and what sets it apart from another one that was asked about. */
const passagesOf = (term: Term, asked: readonly Term[]): string[] => [
  term.summary,
  term.why,
  ...(term.notToBeConfusedWith ?? []).map(({ because }) => because),
  ...asked.flatMap(({ notToBeConfusedWith = [] }) =>
    notToBeConfusedWith.filter(({ term: id }) => id === term.id).map(({ because }) => because),
  ),
];

/** Each line that is a passage or its first sentences, behind the name of the term or of no term; and that passage. */
function linesOf(term: Term, asked: readonly Term[]): ReadonlyMap<string, string> {
  const heads = ['', ...headsOf(term, asked)];
  const lines = new Map<string, string>();
  for (const passage of passagesOf(term, asked)) {
    const sentences = passage.split(/(?<=[.!?])\s/u);
    for (const i of sentences.keys()) {
      const first = normalized(sentences.slice(0, i + 1).join(' '));
      for (const head of heads) if (!lines.has(head + first)) lines.set(head + first, passage);
    }
  }
  return lines;
}

/** `token: `, `token, in practice: `, `token and tokenizer: `. */
function headsOf(term: Term, asked: readonly Term[]): string[] {
  const names = ({ term: name, forms }: Term): string[] => [name, ...forms.map(({ text }) => text)].map(normalized);
  const others = asked.filter((other) => other !== term).flatMap(names);
  return names(term).flatMap((name) => [
    `${name}: `,
    `${name}, in practice: `,
    ...others.flatMap((other) => [`${name} and ${other}: `, `${other} and ${name}: `]),
  ]);
}

const shown = (passage: string, { summary }: Term): Pick<Comparison, 'passage'> =>
  summary.includes(passage) ? {} : { passage };

/** The passage that the question asks for: why the term matters, or what sets it apart from the other one. */
function askedPassage(term: Term, others: readonly Term[], wants: ReadonlySet<Want>): string {
  const [other, ...more] = others;
  if (wants.has('difference') && other && more.length === 0) {
    const both = [[term, other] as const, [other, term] as const];
    const apart = both.flatMap(([one, { id }]) => one.notToBeConfusedWith?.find(({ term: its }) => its === id) ?? []);
    return apart[0]?.because ?? term.summary;
  }
  return wants.has('why') && !other ? term.why : term.summary;
}

/** The passage of the entry that the answer is nearest to, or that was asked for. */
function compareWords(answer: string, term: Term, others: readonly Term[], wants: ReadonlySet<Want>): Comparison {
  const { summary, forms } = term;
  const said = wordsOf(answer);
  const own = new Set(forms.flatMap(({ text }) => [...wordsOf(text)]));
  const compare = (passage: string) => {
    const words = [...wordsOf(passage)].filter((word) => !own.has(word));
    const missing = words.filter((word) => !said.has(word));
    return { passage, missing, share: words.length === 0 ? 0 : 1 - missing.length / words.length };
  };
  const [firstSentence = summary] = summary.split(/(?<=[.:;])\s/u);
  const compared = [summary, firstSentence, ...passagesOf(term, [term, ...others]).slice(1)].map(compare);
  const nearest = compared.reduce((best, one) => (one.share > best.share ? one : best));
  if (nearest.share >= mostShare) {
    const reference = nearest.missing.slice(0, mostNamed).join(', ');
    return { ...summed([{ about: 'words', how: 'unclear', reference, said: '' }]), ...shown(nearest.passage, term) };
  }
  const asked = compare(askedPassage(term, others, wants));
  const beside = shown(asked.passage, term);
  const names = [term.term, ...forms.map(({ text }) => text)];
  const besides = besidesDecline(answer);
  if (besides?.some((clause) => claims(clause, names)) === false) return { verdict: 'declined', points: [], ...beside };
  if (said.size === 0 || introduces(answer)) return { ...summed([]), ...beside };
  // Of what the reader sees beside it.
  const reference = asked.missing.slice(0, mostNamed).join(', ');
  return { ...summed([{ about: 'words', how: 'differs', reference, said: '' }]), ...beside };
}

const wordsOf = (text: string): Set<string> =>
  new Set((text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []).filter((word) => !commonWords.has(word)));
