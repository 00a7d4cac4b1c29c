import { formatShare } from '../../base/numbers';
import type { Say } from '../../base/say';
import type { TermChoices } from './choices';
import { canBeAlways, isShown } from './choices';
import type { TermDecision } from '../sense/decide';
import type { Clue } from '../sense/sense';
import { chooseForm } from '../find/phraseTree';
import type { GlossaryIndex } from '../find/findTerm';
import type { Term } from '../find/glossaryTable';
import { formKey } from '../find/splitWords';

/** Circumstances that silence hovers at a place, whatever stands there. */
export interface Silence {
  /** Whether hovers are switched off. */
  readonly off: boolean;
  /** The language of the file, if hovers are not shown in it. */
  readonly language?: string | undefined;
}

/** Something that speaks for or against explaining a word where it stands. Plain text. */
export interface Reason {
  readonly text: string;
  readonly isFor: boolean;
}

/** Lists the reasons why a word is explained where it stands, or why not. Those that decide come first. */
export function reasonsFor(
  decision: TermDecision,
  choices: TermChoices,
  silence: Silence,
  say: Say,
): readonly Reason[] {
  return [...silenceReasons(silence, say), ...choiceReasons(decision, choices, say), ...senseReasons(decision, say)];
}

export const isExplained = (decision: TermDecision, choices: TermChoices, silence: Silence): boolean =>
  !silence.off && silence.language === undefined && isShown(decision, choices);

/** Lists the reasons why no hover at all is shown at a place. */
export function silenceReasons({ off, language }: Silence, say: Say): Reason[] {
  return [
    ...(off ? [against(say('Hovers are switched off'))] : []),
    ...(language === undefined ? [] : [against(say('Hovers are not shown in the language {0}', language))]),
  ];
}

function choiceReasons({ term: { id } }: TermDecision, { known, always, never }: TermChoices, say: Say): Reason[] {
  const isAlways = always.has(id) && canBeAlways(id);
  return [
    ...(known.has(id) ? [against(say('You know this term'))] : []),
    ...(never.has(id) ? [against(say('You chose never to explain it in this workspace'))] : []),
    ...(isAlways ? [{ text: say('You chose always to explain it in this workspace'), isFor: true }] : []),
  ];
}

/** The highest share that is shown, as no judgement by words is certain. */
const surest = 0.999;

function senseReasons({ term: { origin }, sense: { isMeant, probability, clues } }: TermDecision, say: Say): Reason[] {
  if (origin) return [{ text: say('{0} explains this word wherever it is written', origin.name), isFor: true }];
  const sure = formatShare(Math.min(isMeant ? probability : 1 - probability, surest));
  const verdict = isMeant
    ? say('Recognized as an AI term, {0} sure', sure)
    : say('Recognized as something else, {0} sure', sure);
  return [
    { text: verdict, isFor: isMeant },
    ...clues.map((clue) => ({ text: clueLine(clue, say), isFor: clue.weight >= 0 })),
  ];
}

const against = (text: string): Reason => ({ text, isFor: false });

/** The line for each kind of clue, typed so that no kind can be left out. `words` may be empty. */
const lines: Readonly<Record<Clue['kind'], (words: string, say: Say) => string>> = {
  always: (words, say) => (words === '' ? say('It has no other meaning') : say('"{0}" has no other meaning', words)),
  form: (words, say) =>
    words === '' ? say('How often this spelling means the AI term') : say('How often "{0}" means the AI term', words),
  place: (_, say) => say('Where it is in the text'),
  beside: (words, say) => say('Next to it: {0}', words),
  near: (words, say) => say('Nearby: {0}', words),
  around: (words, say) => say('In the lines around: {0}', words),
  far: (words, say) => say('Farther away: {0}', words),
  call: (words, say) => (words === '' ? say('The call that contains it') : say('It is part of a call to {0}', words)),
  sense: (words, say) => say('It looks like something else: {0}', words),
  nothing: (_, say) => say('Nothing around it is about AI'),
};

/** Describes a clue: a line of its own, without a full stop. Plain text. */
const clueLine = ({ kind, words }: Clue, say: Say): string => lines[kind](words, say);

/** The reason why there is no term at a word, with the term that is written alike. */
interface NoneHere {
  readonly text: string;
  readonly term?: Term | undefined;
}

/** Says why no term was found at a place. @param word at the place; empty where there is no word */
export function absenceReason(word: string, { byKey }: GlossaryIndex, say: Say): NoneHere {
  if (word === '') return { text: say('No word here') };
  const forms = byKey.get(formKey(word)) ?? [];
  const [like] = forms;
  if (!like) return { text: say('The glossary has no term spelled "{0}"', word) };
  const chosen = chooseForm(forms, word, false);
  if (chosen)
    return { text: say('Addresses, paths, tags, ids and style sheets are not searched for terms'), term: chosen.term };
  return { text: say('The term is spelled {0}, not "{1}"', like.form.text, word), term: like.term };
}
