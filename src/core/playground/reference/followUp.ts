import type { Work } from '../../base/work';
import { askedAbout, isFact } from './askedAbout';
import type { Known } from './askedAbout';
import { maxReadLength, nearFamilies, questionWords, wantsOf, wordsIn } from './questionWords';
import { keyOf } from './knownNames';
import type { Subject } from './knownNames';
import type { Want } from './questionWords';

// Follow-up questions, whose `it` was named before: `Why does it matter?`, `Who makes it?`, `How does it differ from
// fine-tuning?`

/** The most words of a follow-up question. */
const maxWords = 14;
/** The most earlier questions that are looked at. */
const maxBefore = 8;

/** Words that name nothing that could be asked about. */
const emptyWords = new Set(
  `again anyone but change choose computer exactly hardware has have just laptop locally machine need plain point practice really
  repeat so source speaks these those useful weights well`.split(/\s+/),
);

const pronoun = /\b(?:it|its|that|this|they|them|their|these|those)\b/i;

/** Matches a question for the difference between `it` and a subject that the question names. */
const itAndOther =
  /^\W*(?:(?:and|but|so)\s+)*(?:how (?:does|do|is|are) (?:it|that|this|they)\b.{0,20}\bdiffer|what(?:['’]?s| is) the difference (?:to|from|(?:between|of) (?:it|that|this) (?:and|to))\b|(?:is|are|isn['’]t) (?:it|that|this|they) (?:just|the same as|like|different from)\b|compare (?:it|that|this|them) (?:to|with)\b|.{1,60}, how (?:is|are|does) (?:it|that|this|they)\b.{0,20}\bdiffer)/i;

/** Matches a question about the app or about its assistant: `this app`, `your weights`, `Why did you say that?` */
const ofOthers =
  /\b(?:this|that|these|those) (?:app|assistant|bot|chat|chatbot|extension|plan|site|subscription|website)\b|\byours?\b|\b(?:are|did|do|made|makes|built|trained|owns) you\b/i;

/** Finds what a follow-up question wants to know. The set is empty where the prompt is no such question. */
function wantsOfIt(prompt: string): ReadonlySet<Want> {
  // A prompt may be a book: the rest of it is not even split into words.
  const text = prompt.slice(0, maxReadLength);
  const words = wordsIn(text);
  if (words.length > maxWords || ofOthers.test(text)) return new Set();
  if (itAndOther.test(text)) return new Set(['difference']);
  if (/^\W*(?:(?:and|so)\s+)*(?:in practice|why should i care)\W*$/i.test(text)) return new Set(['why']);
  const isEmpty = words.every((word) => questionWords.has(word) || nearFamilies.has(word) || emptyWords.has(word));
  return pronoun.test(text) && isEmpty ? wantsOf(text) : new Set();
}

const ofTerms: readonly Want[] = ['why', 'meaning'];
const ofFamilies: readonly Want[] = ['maker', 'openness', 'strengths', 'meaning'];

/** The subjects of a question, and what an `it` in the next one means. */
interface Asked {
  readonly subjects: readonly Subject[];
  readonly topic: Subject | undefined;
}

/**
 * Finds the subjects of the last prompt. Where it names none and asks for `it`, they are those of the prompts before.
 */
export function* askedInSession(prompts: readonly string[], known: Known): Work<readonly Subject[]> {
  const { subjects } = yield* askedAt(prompts.slice(-1 - maxBefore), known);
  return subjects;
}

function* askedAt(prompts: readonly string[], known: Known): Work<Asked> {
  const prompt = prompts.at(-1);
  if (prompt === undefined) return { subjects: [], topic: undefined };
  const own = yield* askedAbout(prompt, known);
  const itself: Asked = { subjects: own, topic: own.length === 1 ? own[0] : undefined };
  const wants = wantsOfIt(prompt);
  if (wants.size === 0) return itself;
  const { topic } = yield* askedAt(prompts.slice(0, -1), known);
  if (!topic) return itself;
  const subjects = withTopic(topic, own, wants);
  return !subjects && own.length > 0 ? itself : { subjects: subjects ?? [], topic };
}

/** Returns the subjects of a question about the topic; `undefined` where it is not about the topic. */
function withTopic(topic: Subject, own: readonly Subject[], wants: ReadonlySet<Want>): readonly Subject[] | undefined {
  const isTerm = topic.kind === 'term';
  const named = isTerm ? own : own.filter((subject) => !isFact(subject));
  const [other, ...more] = named;
  if (!other) return (isTerm ? ofTerms : ofFamilies).some((want) => wants.has(want)) ? [topic] : undefined;
  const isPair = wants.has('difference') && more.length === 0 && (other.kind === 'term') === isTerm;
  return isPair && keyOf(other) !== keyOf(topic) ? [topic, other] : undefined;
}
