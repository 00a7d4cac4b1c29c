import { formatBytes, formatCount } from '../base/numbers';
import type { Say } from '../base/say';
import type { Catalog } from '../catalog/catalog';
import type { Model } from '../catalog/catalogTable';
import type { FileLimits } from '../catalog/imageTable';
import { base64Length } from '../base/base64';
import type { Backend } from './backend';
import type { FileFacts } from './fileFactsSchema';
import { isImage } from './media/fileKinds';
import type { PixelSize } from './media/imageSize';
import { seenImage } from './media/imageTokens';
import { isFilePart } from './messages/fileParts';
import type { FilePart } from './messages/fileParts';
import type { MessagePart } from './messages/chatTypes';
import { makerAt } from './providers/costAt';
import { originIn } from './providers/location';
import { abilityOf } from './modelAbilities';

// Facts about an image or a document for the model that it would go to: its tokens, and what speaks against sending it.

/** A file of a message, with its sizes as far as they are known. */
export type MessageFile = Pick<FilePart, 'blob' | 'mediaType'> & {
  readonly bytes?: number;
  readonly width?: number;
  readonly height?: number;
  readonly pages?: number;
};

/** Tokens that an image, or a page with its text, is assumed to have at most where its maker publishes no rule. */
const mostTokens = 5_000;
/** Pages that a document may have at most by `data/image-limits.yml`; assumed where the pages are not known. */
const mostPages = 1_000;

/** Returns the most tokens that a file is assumed to have where its maker publishes no rule, for limits of cost. */
export const mostFileTokens = ({ mediaType, pages = mostPages }: MessageFile): number =>
  isImage(mediaType) ? mostTokens : mostTokens * pages;

interface Asked {
  readonly backend: Pick<Backend, 'name' | 'knows' | 'location'>;
  readonly model: string;
  readonly catalog: Pick<Catalog, 'findModel' | 'family'>;
}

const filesIn = (parts: readonly MessagePart[]): MessageFile[] =>
  parts.flatMap((part) => {
    if (isFilePart(part)) return [part];
    return part.type === 'tool-result' ? filesIn(part.parts) : [];
  });

export const filesOf = (messages: readonly { readonly parts: readonly MessagePart[] }[]): MessageFile[] =>
  messages.flatMap(({ parts }) => filesIn(parts));

/** Tokens by the published rule of the model; `undefined` where there is none, or the size is not known. */
export function fileTokens(
  { mediaType, width, height, pages }: MessageFile,
  model: Pick<Model, 'images'> | undefined,
): { readonly tokens: number; readonly isAbout: boolean } | undefined {
  const { image, page } = model?.images ?? {};
  if (!isImage(mediaType)) {
    return page && pages !== undefined ? { tokens: page.tokens * pages, isAbout: true } : undefined;
  }
  if (!image || width === undefined || height === undefined) return undefined;
  return { tokens: seenImage(image, { width, height }).tokens, isAbout: 'about' in image && image.about };
}

/** Gathers facts about each of the `files` of a message. `all`: the files of the whole request that they would go in. */
export function fileFacts(
  files: readonly MessageFile[],
  all: readonly MessageFile[],
  asked: Asked,
  say: Say,
): FileFacts[] {
  const { backend, model, catalog } = asked;
  const known = catalog.findModel(model);
  const isAtMaker = known !== undefined && makerAt(originIn(backend.location)) === known.family;
  const limits = isAtMaker ? catalog.family(known.family)?.files : undefined;
  return files.map((file) => {
    const { blob, mediaType, width, height } = file;
    const tokens = fileTokens(file, known);
    const can = canTake(file, asked, say);
    const over = limits && known ? overLimit(file, all, limits, known, say) : undefined;
    const size = width === undefined || height === undefined ? undefined : { width, height };
    const seen =
      size && isAtMaker && known.images && isImage(mediaType) ? seenImage(known.images.image, size) : undefined;
    const refused = seen?.refusedAbove;
    const problem =
      can.problem ??
      over?.problem ??
      (refused === undefined
        ? undefined
        : say('It has too many pixels: {0} refuses more than {1} patches.', backend.name, formatCount(refused)));
    const scaled = over?.scaled ?? (size && seen && seen.size.width < size.width ? seen.size : undefined);
    return {
      blob,
      ...(tokens && { tokens: tokens.tokens, ...(isAtMaker && !tokens.isAbout && { isExact: true as const }) }),
      ...(problem !== undefined && { problem }),
      ...(problem === undefined && can.note !== undefined && { note: can.note }),
      ...(scaled && { scaled }),
    };
  });
}

/** Says why a request with its files cannot go to a model; `undefined` where no reason is known. */
export function whyNoFiles(
  messages: readonly { readonly parts: readonly MessagePart[] }[],
  asked: Asked,
  say: Say,
): { readonly reason: string; readonly isEarlier: boolean } | undefined {
  const why = (files: readonly MessageFile[]): string | undefined =>
    files.map((file) => canTake(file, asked, say).problem).find((problem) => problem !== undefined);
  const reason = why(filesOf(messages.slice(-1)));
  if (reason !== undefined) return { reason, isEarlier: false };
  if (why(filesOf(messages.slice(0, -1))) === undefined) return undefined;
  const images = abilityOf('images', asked.backend, asked.model, asked.catalog, say);
  const earlier = say('{0} An earlier message has a file. Choose another model, or start a new session.', images.why);
  return { reason: earlier, isEarlier: true };
}

interface Can {
  readonly problem?: string;
  readonly note?: string;
}

function canTake({ mediaType }: MessageFile, { backend, model, catalog }: Asked, say: Say): Can {
  const images = abilityOf('images', backend, model, catalog, say);
  if (images.does === 'no') {
    return { problem: say('{0} Take the file out, or choose another model.', images.why) };
  }
  if (isImage(mediaType)) return images.does === 'yes' ? {} : { note: images.why };
  const takesPdf = catalog.findModel(model)?.modalities?.input.includes('pdf') ?? false;
  return takesPdf ? {} : { note: say('It is not known whether {0} takes PDF files here.', model) };
}

/** Says in words which published limit of the maker a file exceeds, and what can be done; `undefined`: none. */
function overLimit(
  file: MessageFile,
  all: readonly MessageFile[],
  limits: FileLimits,
  { contextWindow = Infinity }: Pick<Model, 'contextWindow'>,
  say: Say,
): { readonly problem: string; readonly scaled?: PixelSize } | undefined {
  const { mediaType, bytes = 0, width = 0, height = 0, pages = 0 } = file;
  const isSmall = limits.small !== undefined && contextWindow <= limits.small;
  const images = all.filter((each) => isImage(each.mediaType)).length;
  const whole = all.reduce((sum, each) => sum + base64Length(each.bytes ?? 0), 0);
  const most = isImage(mediaType) ? limits.image : limits.pdf;
  if (limits.types && !limits.types.includes(mediaType)) {
    return { problem: say('This API takes no files of the type {0}.', mediaType) };
  }
  if (most !== undefined && bytes > most) {
    return { problem: say('It has {0}, and this API takes at most {1}.', formatBytes(bytes), formatBytes(most)) };
  }
  const side = limits.many !== undefined && images > limits.many ? limits.sideOfMany : limits.side;
  if (isImage(mediaType) && side !== undefined && Math.max(width, height) > side) {
    const factor = side / Math.max(width, height);
    const scaled = { width: Math.max(1, Math.floor(width * factor)), height: Math.max(1, Math.floor(height * factor)) };
    return {
      problem: say('A side has more than {0} pixels, which this API refuses. Scale it down.', formatCount(side)),
      scaled,
    };
  }
  const mostImages = (isSmall ? limits.imagesOfSmall : undefined) ?? limits.images;
  if (isImage(mediaType) && mostImages !== undefined && images > mostImages) {
    return {
      problem: say('The request has {0} images, and this API takes at most {1}. Take some out.', images, mostImages),
    };
  }
  const pagesTaken = (isSmall ? limits.pagesOfSmall : undefined) ?? limits.pages;
  if (pagesTaken !== undefined && pages > pagesTaken) {
    return {
      problem: say('It has {0} pages, and this API takes at most {1}.', formatCount(pages), formatCount(pagesTaken)),
    };
  }
  if (limits.request !== undefined && whole > limits.request) {
    return {
      problem: say(
        'The request has more than {0}, which this API refuses. Take files out.',
        formatBytes(limits.request),
      ),
    };
  }
  return undefined;
}
