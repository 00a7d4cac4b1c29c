import type { PartKind } from '../contextReport';

/** A stretch of a text that is put together from several files: a file's own text, or text that the agent adds. */
export interface InstructionSegment {
  readonly text: string;
  /** The reading of a file that the text comes from; left out where the agent wrote the text. */
  readonly of?: FileReading;
}

/** One reading of a file. A file that is imported twice has two. */
export interface FileReading {
  readonly file: string;
  readonly kind: PartKind;
  readonly bytes: number;
}

/** Removes the white space at both ends as JavaScript does, for which a byte order mark is white space. */
export function trimSegments(segments: readonly InstructionSegment[]): InstructionSegment[] {
  const trimmed = [...segments];
  for (let i = 0; i < trimmed.length; i++) {
    const { text, ...rest } = trimmed[i]!;
    trimmed[i] = { ...rest, text: text.trimStart() };
    if (trimmed[i]!.text !== '') break;
  }
  for (let i = trimmed.length - 1; i >= 0; i--) {
    const { text, ...rest } = trimmed[i]!;
    trimmed[i] = { ...rest, text: text.trimEnd() };
    if (trimmed[i]!.text !== '') break;
  }
  return trimmed;
}

/** Shortens each run of line ends to two. */
export function withFewLineEnds(segments: readonly InstructionSegment[]): InstructionSegment[] {
  let behind = 0;
  return segments.map(({ text, ...rest }) => {
    const kept = text.replaceAll(/\n+|[^\n]+/g, (part) => {
      const left = Math.max(0, 2 - behind);
      behind = part.startsWith('\n') ? behind + part.length : 0;
      return part.startsWith('\n') ? part.slice(0, left) : part;
    });
    return { ...rest, text: kept };
  });
}

export const textOf = (segments: readonly InstructionSegment[]): string => segments.map(({ text }) => text).join('');
