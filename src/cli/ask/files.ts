import { inSlices } from '../../core/base/work';
import type { BytesOf } from '../../core/base/bytesText';
import { isImage, maxFileBytes, mediaTypeOf } from '../../core/chat/media/fileKinds';
import { imageSize } from '../../core/chat/media/imageSize';
import { pdfPages } from '../../core/chat/media/pdfPages';
import type { MessagePart } from '../../core/chat/messages/types';
import { host } from '../../host/node/host';
import { InputError } from '../shared/commandLine';
import type { Console } from '../shared/commandLine';
import { baseName, readBytes } from './inputs';

type FilePart = Extract<MessagePart, { type: 'image' | 'file' }>;

/** Files that go with a prompt, with their bytes. */
interface ReadFiles {
  readonly parts: readonly FilePart[];
  readonly media: BytesOf;
}

/** Reads images and documents: what they are, their bytes say. @throws InputError */
export async function readFiles(names: readonly string[], console: Console): Promise<ReadFiles> {
  const bytesOf = new Map<string, Uint8Array>();
  const parts: FilePart[] = [];
  for (const file of names) {
    const bytes = await readBytes(file, console, maxFileBytes);
    const mediaType = mediaTypeOf(bytes);
    if (mediaType === undefined) {
      throw new InputError(`Cannot send ${file}: it is no PNG, JPEG, GIF, WebP or PDF file, whatever its name says.`);
    }
    const [blob, name] = [await host.sha256(bytes), baseName(file)];
    bytesOf.set(blob, bytes);
    parts.push({
      type: isImage(mediaType) ? 'image' : 'file',
      ...{ blob, mediaType, bytes: bytes.length },
      ...(name !== undefined && { name }),
      ...(await extentOf(bytes, mediaType)),
    });
  }
  return { parts, media: (blob) => Promise.resolve(bytesOf.get(blob)) };
}

/** Pixels, or pages: what they cost depends on it. */
async function extentOf(bytes: Uint8Array, mediaType: string) {
  if (isImage(mediaType)) return imageSize(bytes, mediaType) ?? {};
  const pages = await inSlices(pdfPages(bytes), () => host.nextTurn());
  return pages === undefined ? {} : { pages };
}
