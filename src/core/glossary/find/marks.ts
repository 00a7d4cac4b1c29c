// Marks that may stand between the words of a phrase, or within one of its words, by the language of the text.

/** Sources of regular expressions, matched at a place; each is short. */
interface Marks {
  /** Marks that are not seen: emphasis, the ends of a link. */
  readonly unseen?: readonly string[];
  /** Marks that are seen as a blank. */
  readonly blank?: readonly string[];
  /** Marks that are seen as a hyphen. */
  readonly hyphen?: readonly string[];
  readonly underscore?: readonly string[];
  /** Marks that are not seen inside a word. */
  readonly inWord?: readonly string[];
  /** Letters after a backslash that are an escape and no word. */
  readonly escape?: string;
  /** The end of a line's text before a word that is no prose, but part of an address, the name of a thing or a file. */
  readonly target?: string;
  /** Marks that may begin each line of one text. */
  readonly lead?: string;
  /** The beginning of a line that does not go on in the next one. */
  readonly alone?: string;
}

/** Marks as regular expressions, ready to match at `lastIndex`. */
export type ReadyMarks = Readonly<Record<Exclude<keyof Marks, 'target'>, RegExp>> & {
  readonly target: RegExp | undefined;
};

/** Returns the source for a mark of emphasis, which has no blank on at least one side. */
const touching = (mark: string): string => `(?:${mark}(?=\\S)|(?<=\\S)${mark})`;

/** Soft hyphen, characters without width. */
const invisible = '[\\u00ad\\u200b-\\u200d\\u2060\\ufeff]';

const entities = {
  blank: ['&(?:nbsp|ensp|emsp|thinsp|#160|#8194|#8195|#8201|#8239|#x(?:a0|2002|2003|2009|202f));'],
  hyphen: ['&(?:hyphen|dash|ndash|#45|#8208|#8209|#8211|#x(?:2d|2010|2011|2013));'],
  unseen: ['&(?:shy|zwnj|zwj|ZeroWidthSpace|NoBreak|#173|#8203|#8204|#8205|#8288|#x(?:ad|200b|200c|200d|2060));'],
};

const nothing = '(?!)';
const inlineTags =
  'a|abbr|b|bdi|bdo|big|c|cite|code|del|dfn|em|font|i|ins|kbd|mark|nobr|q|s|samp|see|small|span|strike|strong|sub|sup|tt|u|var|wbr';
const html: Marks = {
  unseen: [`</?(?:${inlineTags})(?:\\s[^<>]{0,300})?/?>`, ...entities.unseen],
  blank: ['<br ?/?>(?!\\s{0,9}<br)', ...entities.blank],
  hyphen: entities.hyphen,
  inWord: ['<wbr ?/?>', ...entities.unseen],
};

/** The target of a link, behind its text. */
const linkTarget = '\\((?:[^()\\s]|\\([^()\\s]{0,100}\\)){0,300}(?:\\s{1,5}["\'][^"\'\\n]{0,100}["\'])?\\)';
const emphasis = touching('(?:\\*{1,3}|_{1,3}|~~|==)');
const ticks = '(?<!`)`{1,2}(?!`)';

const markdown: Marks = {
  unseen: [
    emphasis,
    ticks,
    '\\[\\^[\\w-]{1,30}\\]',
    '!?\\[(?!\\^)',
    `\\](?:${linkTarget}|\\[[^\\]\\n]{0,100}\\])?`,
    ...html.unseen!,
  ],
  blank: html.blank!,
  hyphen: ['\\\\-', ...html.hyphen!],
  underscore: ['\\\\_'],
  // The beginning of a directive, as MyST and Quarto write it.
  target: '^[ \\t>]{0,20}(?:`{3,9}|~{3,9}|:{3,9})[ \\t]{0,9}\\{[\\w:.-]{0,100}',
  inWord: html.inWord!,
  lead: '>(?: ?>){0,5}',
  alone: '[ >]{0,12}(?:#{1,6}\\s|\\|)',
};

const latex: Marks = {
  unseen: [
    '\\\\(?:emph|text[a-z]{2,6}|underline|uline|[mh]box|enquote|textcolor\\{\\w{1,30}\\}|href\\{[^{}]{0,300}\\}|[Gg]ls(?:pl)?|ac[a-z]?)\\*?\\{',
    '\\{?\\\\(?:em|bf|it|tt|sl|sc|bfseries|itshape|ttfamily)\\b ?',
    '\\\\/',
    '[{}]',
  ],
  blank: ['~', '\\\\[ ,;:!]', '\\\\(?:q?quad|space|thinspace|nobreakspace)\\b(?:\\{\\})?'],
  hyphen: ['--', '"[=~]'],
  underscore: ['\\\\_'],
  inWord: ['\\\\-', '"-'],
  target:
    '\\\\(?:[a-z]*cite[a-z]*|[a-z]*ref|label|input|include\\w*|usepackage|requirepackage|documentclass|bibliography\\w*|begin|end|url|path|newcommand)' +
    '\\*?(?:\\[[^\\]]{0,100}\\]){0,3}\\{[^{}]{0,100}',
  escape: '[a-z]+\\*?',
  alone: '\\s{0,12}\\\\(?:part|chapter|(?:sub){0,2}section|paragraph|title|caption)\\b',
};

const restructuredText: Marks = {
  unseen: [touching('\\*{1,2}'), ':[a-z][a-z:+-]{0,30}:(?=`)', ' <[^<>\\n]{0,300}>`_{0,2}', '`{1,2}_{0,2}', '\\\\ '],
  target:
    '^\\.\\. _[^:]{0,100}|' +
    '^\\.\\. (?:image|figure|include|literalinclude|(?:current)?module|auto\\w+|code(?:-block)?|toctree|function|class|method|data|option|index|\\w+:\\w+):: ?\\S{0,100}|' +
    ':(?:ref|doc|numref|mod|class|func|meth|attr|data|exc|file|download|option|envvar|[a-z]{1,4}:[a-z]{1,9}):`[^`<]{0,100}',
};

const asciiDoc: Marks = {
  unseen: [
    touching('(?:\\*{1,2}|_{1,2}|#{1,2})'),
    ticks,
    '<<[^<>,\\n]{1,100}, ?',
    '>>',
    '\\[\\.[\\w-]{1,30}\\](?=#)',
    '\\]',
  ],
  target: '<<[^,<>]{0,100}|(?:link|xref|image|include):{1,2}[^\\s[]{0,100}',
  blank: ['\\{nbsp\\}', ...entities.blank],
  hyphen: entities.hyphen,
  alone: '={1,6}\\s',
  inWord: ['\\{zwsp\\}', ...entities.unseen],
};

/** Comments are written in the marks of Markdown, of documentation tools, or in HTML. */
const comment: Marks = {
  ...markdown,
  unseen: [
    ...markdown.unseen!,
    '\\{@(?:link|linkcode|linkplain|code|literal)\\s{1,5}',
    '\\}',
    '[\\\\@](?:[abcep]|em) ',
  ],
  alone: nothing,
  lead: "(?:/{2,4}!?|#+'?|(?<=[^\\S\\n])\\*+|--+\\|?|>+|%+|;+|'|!+)",
};

/** Strings of a program hold escapes, and marks of Markdown where they are prompts. */
const stringMarks: Marks = {
  ...markdown,
  blank: [...markdown.blank!, '(?:\\\\[nrt]){1,2}', '\\\\(?:u00[aA]0|xa0)'],
  escape: '[bfnrtv]|u[\\da-f]{4}|x[\\da-f]{2}',
  inWord: [...markdown.inWord!, '\\\\(?:u00[aA][dD]|xad|u200[b-dB-D])'],
};

const typst: Marks = {
  unseen: [touching('[*_]'), ticks, '#(?:emph|strong|underline|text)(?:\\([^()\\n]{0,100}\\))?\\[', '\\]'],
  blank: ['~'],
  inWord: ['-\\?'],
};

const table = { html, markdown, latex, restructuredText, asciiDoc, typst, comment, string: stringMarks };
export type MarksName = keyof typeof table;

const any = (sources: readonly string[] = []): RegExp =>
  new RegExp(sources.length === 0 ? nothing : sources.map((source) => `(?:${source})`).join('|'), 'iuy');

const ready = (marks: Marks): ReadyMarks => ({
  unseen: any([`${invisible}+`, ...(marks.unseen ?? [])]),
  blank: any(marks.blank),
  hyphen: any(marks.hyphen),
  underscore: any(marks.underscore),
  inWord: any([`${invisible}+`, ...(marks.inWord ?? [])]),
  escape: any([marks.escape ?? nothing]),
  target: marks.target === undefined ? undefined : new RegExp(`(?:${marks.target})$`, 'i'),
  lead: any([marks.lead ?? nothing]),
  alone: any([marks.alone ?? nothing]),
});

const made = new Map<MarksName, ReadyMarks>();

export function marksOf(name: MarksName): ReadyMarks {
  const known = made.get(name);
  if (known) return known;
  const marks = ready(table[name]);
  made.set(name, marks);
  return marks;
}
