import { formatShare } from '../../base/numbers';
import type { Say } from '../../base/say';
import type { TermChoices } from './choices';
import { canBeAlways, isShown } from './choices';
import { clueLine } from './clueLine';
import type { TermDecision } from '../sense/decide';

/** What silences hovers at a place, whatever stands there. */
export interface Silence {
  /** They are switched off. */
  readonly off: boolean;
  /** The language of the file, where it is none in which hovers speak. */
  readonly language?: string | undefined;
}

/** Something that speaks for or against explaining a word where it stands. Plain text. */
export interface Reason {
  readonly text: string;
  readonly isFor: boolean;
}

/** Why a word is explained where it stands, or not: what decides comes first. */
export function reasonsFor(
  decision: TermDecision,
  choices: TermChoices,
  silence: Silence,
  say: Say,
): readonly Reason[] {
  return [...silenceReasons(silence, say), ...choiceReasons(decision, choices, say), ...senseReasons(decision, say)];
}

/** Whether a hover explains it. */
export const isExplained = (decision: TermDecision, choices: TermChoices, silence: Silence): boolean =>
  !silence.off && silence.language === undefined && isShown(decision, choices);

/** What keeps every hover away from a place. */
export function silenceReasons({ off, language }: Silence, say: Say): Reason[] {
  return [
    ...(off ? [against(say('Hovers are switched off'))] : []),
    ...(language === undefined ? [] : [against(say('Hovers are not shown in the language {0}', language))]),
  ];
}

function choiceReasons({ term: { id } }: TermDecision, { known, always, never }: TermChoices, say: Say): Reason[] {
  const isAlways = always.has(id) && canBeAlways(id);
  return [
    ...(known.has(id) ? [against(say('You know this word'))] : []),
    ...(never.has(id) ? [against(say('You chose never to explain it in this workspace'))] : []),
    ...(isAlways ? [{ text: say('You chose always to explain it in this workspace'), isFor: true }] : []),
  ];
}

function senseReasons({ term: { origin }, sense: { isMeant, probability, clues } }: TermDecision, say: Say): Reason[] {
  if (origin) return [{ text: say('{0} explains this word wherever it is written', origin.name), isFor: true }];
  const sure = formatShare(isMeant ? probability : 1 - probability);
  const verdict = isMeant
    ? say('Read as the term of AI, {0} sure', sure)
    : say('Read as something else, {0} sure', sure);
  return [
    { text: verdict, isFor: isMeant },
    ...clues.map((clue) => ({ text: clueLine(clue, say), isFor: clue.weight >= 0 })),
  ];
}

const against = (text: string): Reason => ({ text, isFor: false });
