import { inSlices } from '../../base/work';
import type { Breathe } from '../../base/work';
import { isImage } from './fileKinds';
import { imageSize } from './imageSize';
import { pdfPages } from './pdfPages';

interface FileMeasure {
  /** Pixels of an image. */
  readonly width?: number;
  readonly height?: number;
  /** Pages of a PDF. */
  readonly pages?: number;
}

/** Reads the size of a file from its bytes: pixels of an image, or pages of a PDF. Empty where the file does not tell it. */
export async function measureFile(bytes: Uint8Array, mediaType: string, breathe: Breathe): Promise<FileMeasure> {
  if (isImage(mediaType)) return imageSize(bytes, mediaType) ?? {};
  const pages = await inSlices(pdfPages(bytes), breathe);
  return pages === undefined ? {} : { pages };
}
