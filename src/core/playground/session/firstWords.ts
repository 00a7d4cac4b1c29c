// What a message is called by in a list.

/** Code and texts that stand in a question, and the line that says where they are from: no words of the one who asks. */
const quotes = [
  /^ {0,3}(`{3,}|~{3,})[^\n]*(?:\n[\s\S]*?^ {0,3}\1[`~]*[ \t]*$|[\s\S]*)/gm,
  /^ {0,3}>.*$/gm,
  /^`.+`, lines? \d+(?: to \d+)?:$/gm,
];

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

/** At most 120 characters, on one line; whole words where there are any. What is quoted only where nothing else stands. */
export function firstWords(text: string): string {
  const maxLength = 120;
  const start = text.slice(0, 2_000);
  const asked = quotes.reduce((rest, quote) => rest.replace(quote, ''), start);
  const words = [withoutCode(asked), asked, start].find((each) => each.trim() !== '') ?? '';
  const line = words.replace(/\s+/gu, ' ').trim();
  if (line.length <= maxLength) return line;
  const whole = line.slice(0, maxLength).replace(/\s+\S*$/u, '');
  return `${whole.replace(/[\ud800-\udbff]$/, '')}…`;
}
