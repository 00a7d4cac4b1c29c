import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { blobFileName } from '../../core/store/blobFiles';
import { formatBytes, formatCount } from '../../core/base/numbers';
import { extensionOf, isImage, shownFileName } from '../../core/chat/media/fileKinds';
import type { Attachment } from '../../core/playground/session/sessionSchema';
import { words } from '../shared/strings';

/** Where the files of the session are, and how one is opened. */
export interface FilePlace {
  readonly base: string;
  readonly open: (blob: string) => void;
}

/** The most pixels of an image that is shown small. Decoding a larger one would take gigabytes. */
const maxShownPixels = 50_000_000;

export const addressOf = ({ base }: FilePlace, { blob, mediaType }: Pick<Attachment, 'blob' | 'mediaType'>): string =>
  `${base}/${blobFileName(blob, extensionOf(mediaType))}`;

/** Draws a file of a message: small, with its known facts. It opens in an editor. */
export function fileView(file: Attachment, place: FilePlace, besides = ''): TemplateResult {
  const { blob, mediaType, bytes, width, height, pages } = file;
  // A session from elsewhere may give the file any name.
  const name = shownFileName(file.name);
  const size = width === undefined || height === undefined ? '' : `${formatCount(width)} × ${formatCount(height)}`;
  const length = pages === undefined ? '' : words(pages === 1 ? 'filePage' : 'filePages', formatCount(pages));
  const facts = [bytes === 0 ? '' : formatBytes(bytes), size, length, besides]
    .filter((fact) => fact !== '')
    .join(' · ');
  return html`<button
      type="button"
      class="file-view"
      data-testid="file"
      title=${words('openFile', name)}
      @click=${() => place.open(blob)}
    >
      ${picture(file, place)} <span class="file-name">${name || mediaType}</span>
    </button>
    <span class="file-facts">${facts}</span>`;
}

/** Draws the pixels of the four kinds of images, and an icon for any other file. */
function picture(file: Attachment, place: FilePlace): TemplateResult {
  const { mediaType, width = 0, height = 0 } = file;
  const pixels = width * height;
  const isShown = isImage(mediaType) && place.base !== '' && pixels > 0 && pixels <= maxShownPixels;
  if (!isShown) {
    const icon = isImage(mediaType) ? 'file-media' : 'file-pdf';
    return html`<span class="codicon codicon-${icon}" aria-hidden="true"></span>`;
  }
  return html`<img
    alt=""
    loading="lazy"
    decoding="async"
    crossorigin="anonymous"
    src=${addressOf(place, file)}
    @load=${({ target }: Event) => (target as HTMLElement).setAttribute('data-loaded', '')}
    @error=${gone}
  />`;
}

/** Says that the file is no longer there, or is no image. */
function gone({ target }: Event): void {
  const image = target as HTMLImageElement;
  const place = image.closest('.file-view');
  image.hidden = true;
  place?.setAttribute('data-gone', words('fileGone'));
}

export const fileViews = (
  files: readonly Attachment[] | undefined,
  place: FilePlace,
): TemplateResult | typeof nothing =>
  files?.length
    ? html`<ul class="attached-files" data-testid="sent-files" aria-label=${words('sentFiles')}>
        ${files.map((file) => html`<li class="attached">${fileView(file, place)}</li>`)}
      </ul>`
    : nothing;
