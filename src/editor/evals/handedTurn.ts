import { Uri, workspace } from 'vscode';
import * as v from 'valibot';
import type { TurnToTest } from '../../core/evals/suite/turnTest';
import { files } from '../files/editorFiles';

const text = v.string();
const optionalText = v.optional(text, '');
const place = v.pipe(v.number(), v.integer(), v.minValue(0));

const part = v.union([
  v.object({ text }),
  v.object({ image: place }),
  v.object({ call: v.object({ id: text, name: text, input: text }) }),
  v.object({ result: v.object({ callId: text, output: text }) }),
]);

const turnSchema = v.object({
  system: text,
  earlier: v.array(v.object({ role: v.picklist(['user', 'assistant']), parts: v.array(part) })),
  ...{ message: text, answer: text, providerId: text, model: text },
  /** Names of the tools that the answer calls. */
  calls: v.optional(v.array(text), []),
  /** Indices in `images` of the images of the message. */
  shown: v.optional(v.array(place), []),
  images: v.optional(
    v.array(v.object({ name: v.pipe(text, v.regex(/^[\da-f]+\.[a-z]+$/)), bytes: v.optional(v.instance(Uint8Array)) })),
    [],
  ),
  hasDocuments: v.optional(v.boolean(), false),
  ...{ temperature: v.nullable(v.number()), maxOutputTokens: v.nullable(v.number()) },
  ...{ sampling: optionalText, tools: optionalText, toolChoice: optionalText },
  ...{ schema: optionalText, bodyFields: optionalText },
});
type HandedImage = v.InferOutput<typeof turnSchema>['images'][number];

/** A turn as the playground hands it over. */
export type HandedTurn = TurnToTest & {
  readonly providerId: string;
  readonly model: string;
  readonly answer: string;
  readonly calls: readonly string[];
  /** The images themselves. `images` has their addresses for a config. */
  readonly files: readonly HandedImage[];
};

/**
 * The folder for images, beside the suite. Images are named after their bytes, so an existing file of a name is the same image.
 */
const folder = 'images';

/** Reads a turn that was handed over; `undefined` if it is none. */
export function handedTurn(given: unknown): HandedTurn | undefined {
  const read = v.safeParse(turnSchema, given);
  if (!read.success) return undefined;
  const { images, ...turn } = read.output;
  return { ...turn, files: images, images: images.map(({ name }) => `file://${folder}/${name}`) };
}

/** Writes images beside a suite. @returns the files that did not exist before */
export async function writeImages(suite: Uri, images: readonly HandedImage[]): Promise<Uri[]> {
  const written: Uri[] = [];
  for (const { name, bytes } of images) {
    const uri = Uri.joinPath(suite, '..', folder, name);
    if (!bytes || (await files.exists(uri))) continue;
    await workspace.fs.writeFile(uri, bytes);
    written.push(uri);
  }
  return written;
}

/** Whether one of the images no longer exists. */
export const areGone = (images: readonly HandedImage[]): boolean => images.some(({ bytes }) => !bytes);
