import type { StringPiece, StringLiteral } from './literal';

/** A line of a string: its pieces, and the line break that ends it. */
interface Line {
  readonly pieces: readonly StringPiece[];
  readonly brk: StringPiece | undefined;
}

const isBreak = (piece: StringPiece): boolean => piece.kind === 'text' && piece.text === '\n';

/** Whether a piece ends a line of the source: a line break, or one behind a backslash, which stands for nothing. */
const isWrittenBreak = (text: string, piece: StringPiece): boolean =>
  piece.kind === 'text' && /^\\?(?:\r\n?|\n)$/.test(text.slice(piece.start, piece.end));

function linesOf(pieces: readonly StringPiece[], isEnd: (piece: StringPiece) => boolean): Line[] {
  const lines: Line[] = [];
  let line: StringPiece[] = [];
  for (const piece of pieces) {
    if (!isEnd(piece)) line.push(piece);
    else {
      lines.push({ pieces: line, brk: piece });
      line = [];
    }
  }
  return [...lines, { pieces: line, brk: undefined }];
}

/** Whether a piece is a run of plain text, as it is written. */
const isRun = (piece: StringPiece): piece is StringPiece & { readonly kind: 'text' } =>
  piece.kind === 'text' && piece.end - piece.start === piece.text.length && piece.text !== '\n';

const blanksBefore = ({ pieces }: Line): number => {
  const first = pieces.find((piece) => piece.kind === 'hole' || piece.text !== '');
  return first && isRun(first) ? /^[ \t\f]*/.exec(first.text)![0].length : 0;
};

const isBlank = ({ pieces }: Line): boolean =>
  pieces.every((piece) => piece.kind === 'text' && piece.text.trim() === '' && (piece.text === '' || isRun(piece)));

/** Takes up to `most` blanks off the start of each line. They then belong to the line break before. */
function withoutIndent(lines: readonly Line[], most: number): StringPiece[] {
  const pieces: StringPiece[] = [];
  let brk: StringPiece | undefined;
  for (const line of lines) {
    let rest = most;
    for (const piece of line.pieces) {
      const blanks = rest > 0 && isRun(piece) ? Math.min(rest, /^[ \t\f]*/.exec(piece.text)![0].length) : 0;
      if (piece.kind === 'hole' || piece.text !== '') rest = 0;
      const before = pieces.at(-1);
      if (blanks > 0 && before && before === brk) pieces[pieces.length - 1] = { ...before, end: piece.start + blanks };
      if (piece.kind === 'hole' || blanks === 0) pieces.push(piece);
      else if (blanks < piece.text.length)
        pieces.push({ ...piece, text: piece.text.slice(blanks), start: piece.start + blanks });
    }
    if (line.brk) pieces.push(line.brk);
    brk = line.brk;
  }
  return pieces;
}

/** Returns `length` blanks as the source writes them, from the first line that begins with so many; '' without one. */
const indentOf = (text: string, lines: readonly Line[], length: number): string => {
  const from = lines.find((line) => blanksBefore(line) >= length)?.pieces[0]?.start;
  return from === undefined ? '' : text.slice(from, from + length);
};

/** Reads the pieces of a text block of Java, or of a raw string of C#, from which the language takes the indentation away. */
export function blockPieces(text: string, literal: StringLiteral): StringLiteral | undefined {
  const { form, pieces } = literal;
  const isEnd = (piece: StringPiece): boolean => isWrittenBreak(text, piece);
  const [opening, ...lines] = linesOf(pieces, isEnd);
  const last = lines.at(-1);
  if (!opening?.brk || !last || !isBlank(opening)) return undefined;
  const start = opening.brk.end;
  if (form.language === 'csharp') {
    // The last line break and the blanks behind it belong to the quotes.
    const before = lines.at(-2);
    if (!isBlank(last)) return undefined;
    const indent = last.pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
    const content = before ? [...lines.slice(0, -2), { ...before, brk: undefined }] : [];
    if (content.some((line) => !isBlank(line) && blanksBefore(line) < indent.length)) return undefined;
    const end = before?.brk?.start ?? start;
    const first = Math.min(end, start + indent.length);
    return { ...literal, indent, inner: { start: first, end }, pieces: withoutIndent(content, indent.length) };
  }
  const counted = lines.filter((line) => !isBlank(line) || line === last);
  const length = Math.min(...counted.map(blanksBefore));
  const stripped = withoutIndent(lines.map(withoutTail), length);
  const indent = indentOf(text, counted, length);
  return { ...literal, indent, inner: { start: start + length, end: literal.inner.end }, pieces: stripped };
}

/** Blanks at the end of a line, as `Character.isWhitespace` of Java defines them. */
const tail = /[\t\v\f\x1c- \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+$/;

/** Takes off the blanks before a line break, which Java leaves out. The line break then includes them. */
function withoutTail({ pieces, brk }: Line): Line {
  const last = pieces.at(-1);
  // A backslash lets the line go on, so the blanks before it are no tail.
  if (!last || !isRun(last) || (brk && !isBreak(brk))) return { pieces, brk };
  const text = last.text.replace(tail, '');
  const end = last.start + text.length;
  const rest = text === '' ? pieces.slice(0, -1) : [...pieces.slice(0, -1), { ...last, text, end }];
  return { pieces: rest, brk: brk && { ...brk, start: end } };
}

/** Takes off the common indentation, as `textwrap.dedent` of Python, `dedent` of JavaScript and `trimIndent` of Kotlin do. */
export function dedentedPieces(text: string, literal: StringLiteral): StringLiteral {
  const lines = linesOf(literal.pieces, isBreak);
  const counted = lines.filter((line) => !isBlank(line));
  const length = counted.length === 0 ? 0 : Math.min(...counted.map(blanksBefore));
  if (length === 0) return literal;
  return { ...literal, indent: indentOf(text, counted, length), pieces: withoutIndent(lines, length) };
}

/** Takes off the blanks at both ends, which stay in the source as they are. */
export function trimmedPieces(literal: StringLiteral): StringLiteral {
  const pieces = [...literal.pieces];
  const cut = (at: 0 | -1): void => {
    for (let piece = pieces.at(at); piece?.kind === 'text'; piece = pieces.at(at)) {
      const text = at === 0 ? piece.text.trimStart() : piece.text.trimEnd();
      if (text === piece.text && text !== '') return;
      const gone = piece.text.length - text.length;
      const kept =
        text === '' || !isRun(piece)
          ? undefined
          : { ...piece, text, ...(at === 0 ? { start: piece.start + gone } : { end: piece.end - gone }) };
      pieces.splice(at === 0 ? 0 : pieces.length - 1, 1, ...(kept ? [kept] : []));
      if (kept) return;
    }
  };
  cut(0);
  cut(-1);
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return { ...literal, pieces };
  return { ...literal, pieces, inner: { start: first.start, end: last.end } };
}
