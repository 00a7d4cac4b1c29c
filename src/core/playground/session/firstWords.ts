// The words that name a message in a list.

/** UTF-16 code units of a message in which an instruction is looked for, as every turn gets a title. */
const lookedAt = 2_000;
/** UTF-16 code units that are searched where the first ones contain no instruction. */
const searched = 20_000;

/**
 * Code and texts quoted in a question, and the line that says where they are from. They are not the user's own words.
 */
const quotes = [
  /^`.+`(?:, lines? \d+(?: to \d+)?)?:$(?=\n+ {0,3}(?:`{3}|~{3}|>))/gm,
  /^ {0,3}(`{3,}|~{3,})[^\n]*(?:\n[\s\S]*?^ {0,3}\1[`~]*[ \t]*$|[\s\S]*)/gm,
  /^ {0,3}>.*$/gm,
];

/** Tags that people put around what they ask, not around what they ask about. */
const askingTags = /^<\/?(?:instructions?|task|question|query|prompt|request)>[ \t]*$/gim;
/** A tag that stands before a text of several lines. */
const openTags = /^<([a-z][\w-]*)(?: [^<>\n]*)?>[ \t]*$/gim;
/** The most tags that are handled, as the end of each is looked for in all of the text. */
const mostTags = 20;

/**
 * Removes texts between tags. @param isCut whether the text was cut, so that a tag without an end encloses all of the
 * rest
 */
function withoutTagged(text: string, isCut: boolean): string {
  let kept = '';
  let at = 0;
  for (const { index, 0: tag, 1: name } of [...text.matchAll(openTags)].slice(0, mostTags)) {
    if (index < at) continue;
    const end = `\n</${name}>`;
    const close = text.indexOf(end, index + tag.length);
    if (close < 0 && !isCut) continue;
    kept += text.slice(at, index);
    at = close < 0 ? text.length : close + end.length;
  }
  return kept + text.slice(at);
}

/** Matches a line of a program, of data or of a stack trace. */
const codeLine = new RegExp(
  [
    String.raw`^(?:\t| {2,})\S`, // An indented line.
    String.raw`^\s*(?:[)}\]]|//|/\*|#include|@\w|</?\w|"[^"]*"\s*:|at .*:\d+\)?$)`,
    String.raw`^\s*(?:import|export|from|def|class|function|async|const|let|var|public|private|static|return|if|for|while|try|catch|else)\b.*[;:{(]\s*$`,
    String.raw`^\s*(?:import|from) [\w.]+(?: import .*)?;?$`,
    String.raw`^\s*(?:const|let|var) \w+ ?[=:]`,
    String.raw`^\s*(?:def|class|function) \w+[(:]`,
    String.raw`^\s*[\w.[\]]+ = \S`,
    String.raw`[;{]\s*$`,
    '=> ',
  ].join('|'),
);

/** Removes lines of code that stand together. A single one may be the question itself. */
function withoutCode(text: string): string {
  const lines = text.split('\n');
  const looksLikeCode = lines.map((line) => codeLine.test(line));
  const isCode = (at: number): boolean => {
    const near = (step: number): boolean => {
      let next = at + step;
      while (lines[next]?.trim() === '') next += step;
      return looksLikeCode[next] === true;
    };
    return looksLikeCode[at] === true && (near(-1) || near(1));
  };
  return lines.filter((_, at) => !isCode(at)).join('\n');
}

/** Returns the start of a message without its quotes. */
function startOf(text: string, length = lookedAt): string {
  const start = quotes.reduce((rest, quote) => rest.replace(quote, ''), text.slice(0, length));
  return withoutTagged(start.replace(askingTags, ''), text.length > length)
    .trim()
    .slice(0, lookedAt);
}

/** Returns the text after all of the code, for a message whose start has nothing else. */
function endOf(text: string): string {
  const lines = text.slice(-lookedAt).split('\n');
  const last = lines.findLastIndex((line) => /^ {0,3}(?:`{3,}|~{3,}|>|<\/)/.test(line));
  // The first line is cut.
  return lines.slice(Math.max(last + 1, 1)).join('\n');
}

/** Returns the question in a message, without code and quotes. It is empty where the message has nothing else. */
function askedIn(text: string): string {
  for (const length of [lookedAt, searched]) {
    const start = withoutCode(startOf(text, length));
    if (start.trim() !== '') return start;
  }
  return text.length > lookedAt ? withoutCode(endOf(text)) : '';
}

/** Returns the first words of the question, or of a quote where there is no question. */
export const firstWords = (text: string): string =>
  shortened([askedIn(text), startOf(text), text.slice(0, lookedAt)].find((each) => each.trim() !== '') ?? '');

/**
 * Returns the title of a conversation that begins with a message. Where that is only code, the system prompt says what
 * is asked.
 */
export const titleWords = (message: string, system: string): string =>
  askedIn(message).trim() === '' && message.trim() !== ''
    ? firstWords(system) || firstWords(message)
    : firstWords(message);

/** Shortens a text to one line of at most 120 characters and an ellipsis, with whole words where there are any. */
function shortened(words: string): string {
  const maxLength = 120;
  const line = words.replace(/\s+/gu, ' ').trim();
  if (line.length <= maxLength) return line;
  const whole = line.slice(0, maxLength).replace(/\s+\S*$/u, '');
  return copied(`${whole.replace(/[\ud800-\udbff]$/, '')}…`);
}

/** Copies a text. Engines keep all of a text in memory for a slice of it, and every turn has a title. */
const copied = (text: string): string => ` ${text}`.slice(1);
