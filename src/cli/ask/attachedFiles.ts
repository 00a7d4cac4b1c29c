import type { BytesOf } from '../../core/base/bytesText';
import { isImage, maxFileBytes, mediaTypeOf } from '../../core/chat/media/fileKinds';
import { fileNames } from '../../core/chat/media/fileNames';
import { measureFile } from '../../core/chat/media/measureFile';
import type { FilePart } from '../../core/chat/messages/fileParts';
import { host } from '../../host/node/host';
import { InputError } from '../shared/commandLine';
import type { Console } from '../shared/commandLine';
import { sayHere } from '../shared/sayHere';
import { baseName, readBytes } from './askInputs';

/** Files that go with a prompt, with their bytes. */
interface ReadFiles {
  readonly parts: readonly FilePart[];
  readonly media: BytesOf;
}

/** Reads images and documents, and recognizes their types by their bytes. @throws InputError */
export async function readFiles(names: readonly string[], console: Console): Promise<ReadFiles> {
  const bytesOf = new Map<string, Uint8Array>();
  const parts: FilePart[] = [];
  for (const file of names) {
    const bytes = await readBytes(file, console, maxFileBytes);
    const mediaType = mediaTypeOf(bytes);
    if (mediaType === undefined) {
      throw new InputError(`Cannot send ${file}: it is no ${fileNames(sayHere)} file, whatever its name says.`);
    }
    const [blob, name] = [await host.sha256(bytes), baseName(file)];
    bytesOf.set(blob, bytes);
    parts.push({
      type: isImage(mediaType) ? 'image' : 'file',
      ...{ blob, mediaType, bytes: bytes.length },
      ...(name !== undefined && { name }),
      ...(await measureFile(bytes, mediaType, () => host.nextTurn())),
    });
  }
  return { parts, media: (blob) => Promise.resolve(bytesOf.get(blob)) };
}
