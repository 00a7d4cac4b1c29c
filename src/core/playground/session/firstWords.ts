// Words that a message is called by in a list.

/** UTF-16 code units of a message in which an instruction is looked for: titles are made of every turn. */
const lookedAt = 2_000;
/** Of its start, where the first of them hold none. */
const searched = 20_000;

/** Code and texts that stand in a question, and the line that says where they are from: no words of the one who asks. */
const quotes = [
  /^`.+`(?:, lines? \d+(?: to \d+)?)?:$(?=\n+ {0,3}(?:`{3}|~{3}|>))/gm,
  /^ {0,3}(`{3,}|~{3,})[^\n]*(?:\n[\s\S]*?^ {0,3}\1[`~]*[ \t]*$|[\s\S]*)/gm,
  /^ {0,3}>.*$/gm,
];

/** Tags that people put around what they ask, not around what they ask about. */
const askingTags = /^<\/?(?:instructions?|task|question|query|prompt|request)>[ \t]*$/gim;
/** A tag that stands before a text of several lines. */
const openTags = /^<([a-z][\w-]*)(?: [^<>\n]*)?>[ \t]*$/gim;
/** Each is looked for to the end. */
const mostTags = 20;

/** Without texts between tags. @param isCut one that has no end here goes on. */
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

/** A line as programs, data and traces have them. */
const codeLine = new RegExp(
  [
    String.raw`^(?:\t| {2,})\S`, // Within something.
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

/** Without lines of code that stand together: one alone may be what is asked. */
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

/** The start of a message without what it quotes. */
function startOf(text: string, length = lookedAt): string {
  const start = quotes.reduce((rest, quote) => rest.replace(quote, ''), text.slice(0, length));
  return withoutTagged(start.replace(askingTags, ''), text.length > length)
    .trim()
    .slice(0, lookedAt);
}

/** Returns the text behind all of the code, for a message whose start has nothing else. */
function endOf(text: string): string {
  const lines = text.slice(-lookedAt).split('\n');
  const last = lines.findLastIndex((line) => /^ {0,3}(?:`{3,}|~{3,}|>|<\/)/.test(line));
  // The first is cut.
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

/** Says what is asked; what is quoted only where nothing else stands. */
export const firstWords = (text: string): string =>
  shortened([askedIn(text), startOf(text), text.slice(0, lookedAt)].find((each) => each.trim() !== '') ?? '');

/** The title of a conversation that begins with that: where the message is code alone, its system prompt says what is asked. */
export const titleWords = (message: string, system: string): string =>
  askedIn(message).trim() === '' && message.trim() !== ''
    ? firstWords(system) || firstWords(message)
    : firstWords(message);

/** At most 120 characters, on one line; whole words where there are any. */
function shortened(words: string): string {
  const maxLength = 120;
  const line = words.replace(/\s+/gu, ' ').trim();
  if (line.length <= maxLength) return line;
  const whole = line.slice(0, maxLength).replace(/\s+\S*$/u, '');
  return copied(`${whole.replace(/[\ud800-\udbff]$/, '')}…`);
}

/** A text of its own: engines keep all of a text for the sake of a slice of it, and every turn has a title. */
const copied = (text: string): string => ` ${text}`.slice(1);
