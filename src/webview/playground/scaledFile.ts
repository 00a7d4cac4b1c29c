import type { Attachment } from '../../core/playground/session/sessionSchema';
import { addressOf } from './fileView';
import type { FilePlace } from './fileView';

/** Quality of a JPEG or WebP file, from 0 to 1. */
const quality = 0.9;

interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** Returns the image in that size as a file of its own, or `undefined` if the browser cannot read it. */
export async function scaledFile(place: FilePlace, image: Attachment, size: PixelSize): Promise<File | undefined> {
  const { mediaType, name } = image;
  const source = new Image();
  // Without this, the canvas would not give its pixels.
  source.crossOrigin = 'anonymous';
  source.src = addressOf(place, image);
  try {
    await source.decode();
    const bitmap = await createImageBitmap(source, {
      ...{ resizeWidth: size.width, resizeHeight: size.height, resizeQuality: 'high' },
    });
    const canvas = new OffscreenCanvas(size.width, size.height);
    canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
    // Only one picture of a GIF is left.
    const type = mediaType === 'image/gif' ? 'image/png' : mediaType;
    const blob = await canvas.convertToBlob({ type, quality });
    return new File([blob], name, { type });
  } catch {
    return undefined;
  }
}
