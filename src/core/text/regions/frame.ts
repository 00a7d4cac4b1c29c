import type { Mode } from './grammars/syntax';

/**
 * A mode that is open at a place, inside another one. The stack is a linked list, so that the starts of lines share it.
 */
export interface Frame {
  readonly mode: Mode;
  readonly language: string;
  readonly data: string;
  /** Number of open brackets. */
  readonly depth: number;
  /** Set by the line before (see `Mode.carries`). At the start of the document it marks the start. */
  readonly flag: boolean;
  readonly parent: Frame | undefined;
  readonly size: number;
  /** The nearest frame, itself included, whose end is looked for before anything inside is read. */
  readonly guard: Frame | undefined;
  /** The outermost frame that ends with the line. */
  readonly lineBound: Frame | undefined;
}

/**
 * Maximum number of frames in a stack. Deeper nesting than a person writes is not followed, so that comparing two
 * stacks stays cheap.
 */
const maxFrames = 400;

export function openFrame(parent: Frame | undefined, mode: Mode, language: string, data = ''): Frame {
  if (parent && parent.size >= maxFrames) return parent;
  const frame = {
    mode,
    language,
    data,
    depth: 0,
    flag: false,
    parent,
    size: (parent?.size ?? 0) + 1,
    guard: parent?.guard,
    lineBound: parent?.lineBound,
  };
  if (mode.endIn || mode.stop) frame.guard = frame;
  if (mode.endsWithLine) frame.lineBound ??= frame;
  return frame;
}

/** Returns the frame with another number of brackets and another flag; the same object if nothing changes. */
export function updateFrame(frame: Frame, depth: number, flag: boolean): Frame {
  if (frame.depth === depth && frame.flag === flag) return frame;
  const updated = { ...frame, depth, flag };
  if (frame.guard === frame) updated.guard = updated;
  if (frame.lineBound === frame) updated.lineBound = updated;
  return updated;
}

export function sameFrames(one: Frame | undefined, other: Frame | undefined): boolean {
  while (one !== other) {
    if (!one || !other || one.size !== other.size) return false;
    if (one.mode !== other.mode || one.depth !== other.depth || one.flag !== other.flag) return false;
    if (one.data !== other.data || one.language !== other.language) return false;
    one = one.parent;
    other = other.parent;
  }
  return true;
}
