import type { Source } from '../base/source';

// Figures that makers publish for images and documents as input of their models.

/**
 * Rule for the tokens of an image. `about`: the number is the maker's estimate or upper limit, or was measured by
 * others.
 */
export type ImageRule =
  | {
      /**
       * An image costs one token for each square of `patch` pixels, times `factor`. It is scaled down where it has more
       * squares than `most`, or a side of more than `longest` pixels.
       */
      readonly kind: 'patches';
      readonly patch: number;
      readonly factor?: number;
      readonly longest?: number;
      readonly most?: number;
      readonly refusedAbove?: number;
      /** Whether it is scaled to the largest size that fits, and not by OpenAI's formula. */
      readonly fit?: true;
      readonly about?: true;
    }
  | { readonly kind: 'tiles'; readonly base: number; readonly tile: number }
  | {
      readonly kind: 'crops';
      readonly crop: number;
      readonly tokens: number;
      /** Pixels of both sides up to which an image is one crop. */
      readonly small: number;
      readonly about?: true;
    }
  | { readonly kind: 'each'; readonly tokens: number; readonly about?: true };

/** Tokens of images and of pages of a PDF, of one model. */
export interface ImageTokens {
  readonly image: ImageRule;
  /** Approximate tokens of a page. */
  readonly page?: { readonly tokens: number };
}

/** Limits of a request at the maker's own API. A limit that is left out is not published. */
export interface FileLimits {
  readonly types?: readonly string[];
  /** Bytes of an image (`image`), of a PDF (`pdf`) and of the whole body (`request`). */
  readonly image?: number;
  readonly pdf?: number;
  readonly request?: number;
  readonly images?: number;
  readonly pages?: number;
  /** Limits for models with a window of up to `small` tokens. */
  readonly small?: number;
  readonly imagesOfSmall?: number;
  readonly pagesOfSmall?: number;
  /** Pixels of a side; `sideOfMany` holds where a request has more images than `many`. */
  readonly side?: number;
  readonly many?: number;
  readonly sideOfMany?: number;
  readonly sources: readonly Source[];
  readonly checked: string;
}
