import type { Tokenizer } from '../../catalog/catalogTable';
import type { HoldsSecret } from './look';
import { lookAtFile } from './look';
import { packFiles } from './pack';
import type { LeftOutFile, PackFormat, PackInput, Packed } from './packed';

// Packing in a thread of its own, which gets the bytes of files, keeps their texts, and puts them into one text.
// One such thread counts everything with the same tokenizer.

/** The encoding that counts, and how it estimates. */
export type CountedWith = Pick<Tokenizer, 'encoding' | 'estimate'>;

/** A file that the thread keeps. `kept` is its place among the texts. */
export interface KeptFile {
  readonly file: string;
  readonly bytes: number;
  readonly kept: number;
}

export type PackRequest =
  | { readonly kind: 'look'; readonly id: number; readonly file: string; readonly bytes: Uint8Array }
  | {
      readonly kind: 'pack';
      readonly id: number;
      readonly files: readonly (KeptFile | LeftOutFile)[];
      readonly by: CountedWith;
      readonly max: number;
      readonly format: PackFormat;
    };

export type PackReply =
  | { readonly kind: 'looked'; readonly id: number; readonly looked: KeptFile | LeftOutFile }
  | { readonly kind: 'packed'; readonly id: number; readonly packed: Packed };

interface PackDeps {
  readonly holdsSecret: HoldsSecret;
  /** Tokens of a text. */
  readonly count: (text: string, by: CountedWith) => Promise<number>;
}

export class PackWork {
  private readonly texts: string[] = [];
  private readonly counts = new Map<string, Promise<number>>();

  constructor(private readonly deps: PackDeps) {}

  async answer(request: PackRequest): Promise<PackReply> {
    const { id } = request;
    if (request.kind === 'look') return { kind: 'looked', id, looked: await this.look(request.file, request.bytes) };
    const { files, by, max, format } = request;
    const inputs = files.map((file): PackInput => {
      return 'kept' in file ? { ...file, text: this.texts[file.kept] ?? '' } : file;
    });
    const packed = await packFiles(inputs, { max, format, count: (text) => this.count(text, by) });
    return { kind: 'packed', id, packed };
  }

  private async look(file: string, given: Uint8Array): Promise<KeptFile | LeftOutFile> {
    const looked = await lookAtFile(file, given, this.deps.holdsSecret);
    if ('reason' in looked) return looked;
    return { file, bytes: looked.bytes, kept: this.texts.push(looked.text) - 1 };
  }

  /** Counts a text. Files and their frames are counted once for all forms and budgets. */
  private count(text: string, by: CountedWith): Promise<number> {
    const counted = this.counts.get(text) ?? this.deps.count(text, by);
    this.counts.set(text, counted);
    return counted;
  }
}
