import type { AgentId, AssembledContext, AssembledPart, KnownCount, PartKind, PartReason } from '../contextReport';
import type { Saying } from '../../base/say';
import type { FileReading, InstructionSegment } from './instructionSegments';
import { utf8Length } from '../tree/utf8';

/** Imports that do not arrive and are reported, at most: files that all import each other have millions. */
export const maxLostImports = 2_000;

/** Fields of a part beside its kind and file. By default a part is whole, and read with every turn. */
type PartFields = Partial<Omit<AssembledPart, 'kind' | 'file' | 'isSent'>>;

/**
 * Puts a context together: its parts in order, the text that reaches the model, and the text that the agent writes
 * around the parts.
 */
export class ContextBuilder {
  readonly parts: AssembledPart[] = [];
  private readonly pieces: string[] = [];
  private readonly frame: string[] = [];
  private readonly unknown = new Map<string, Saying>();

  constructor(private readonly agent: AgentId) {}

  /** Adds text that the agent writes itself around the parts. */
  around(text: string): void {
    this.pieces.push(text);
    this.frame.push(text);
  }

  /** Adds a part whose text comes next. */
  inText(kind: PartKind, file: string | null, text: string, fields: PartFields = {}): void {
    this.pieces.push(text);
    this.add(kind, file, { text, ...fields }, true);
  }

  /** Adds a text of several files, in which each reading of a file is a part. */
  segments(segments: readonly InstructionSegment[]): void {
    const own = new Map<FileReading, string>();
    for (const { text, of } of segments) {
      this.pieces.push(text);
      if (of) own.set(of, (own.get(of) ?? '') + text);
      else this.frame.push(text);
    }
    for (const [{ kind, file, bytes }, text] of own) this.add(kind, file, { text, bytes }, true);
  }

  /** Adds a part that is not in the text. */
  beside(kind: PartKind, file: string | null, fields: PartFields): void {
    this.add(kind, file, fields, false);
  }

  private add(kind: PartKind, file: string | null, fields: PartFields, isSent: boolean): void {
    const { text = '', load = 'always', status = 'whole', reason = null, known } = fields;
    const bytes = fields.bytes ?? known?.bytes ?? utf8Length(text);
    const keptBytes = fields.keptBytes ?? known?.bytes ?? utf8Length(text);
    this.parts.push({ kind, file, load, status, bytes, keptBytes, text, reason, isSent, ...(known && { known }) });
  }

  /** Adds instructions or tools that the agent brings itself, as a count. */
  known(kind: 'base' | 'tools', known: KnownCount): void {
    this.add(kind, null, { known }, true);
  }

  /** Adds a file that the agent leaves out. */
  leftOut(kind: PartKind, file: string, bytes: number, reason: PartReason): void {
    this.beside(kind, file, { load: 'never', status: 'unread', bytes, reason });
  }

  /** Notes something that is not known. It is reported once, however often it is noticed. */
  doNotKnow(id: string, saying: Saying): void {
    this.unknown.set(id, saying);
  }

  build(): AssembledContext {
    const around = this.frame.join('');
    if (around !== '') this.add('frame', null, { text: around }, true);
    return { agent: this.agent, parts: this.parts, text: this.pieces.join(''), unknown: [...this.unknown.values()] };
  }
}
