import type { PartKind } from '../contextReport';

/** A stretch of a text that is put together of several files: a file's own, or what the agent writes around it. */
export interface InstructionSegment {
  readonly text: string;
  /** Which reading of a file it comes of; left out: the agent's. */
  readonly of?: FileReading;
}

/** One reading of a file: one that is imported twice is read twice. */
export interface FileReading {
  readonly file: string;
  readonly kind: PartKind;
  readonly bytes: number;
}

/** Without the white space at both ends, as JavaScript trims: a byte order mark is some. */
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

/** With two line ends at most behind each other. */
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
