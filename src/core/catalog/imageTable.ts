import type { Source } from '../base/source';

// Figures that makers publish for the images and documents that their models are given.

/** Tokens of an image. `about`: the maker calls its number an estimate, or gives the most that it can be; or somebody else measured it. */
export type ImageRule =
  | {
      /**
       * Squares of `patch` pixels, each a token, times `factor`. An image is scaled down where it has more squares than `most`,
       * or a side of more than `longest` pixels.
       */
      readonly kind: 'patches';
      readonly patch: number;
      readonly factor?: number;
      readonly longest?: number;
      readonly most?: number;
      readonly refusedAbove?: number;
      /** To the largest size that fits, and not by OpenAI's formula. */
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
  /** A page is about so many. */
  readonly page?: { readonly tokens: number };
}

/** Limits of a request at the maker's own API. A limit that is left out is not published. */
export interface FileLimits {
  readonly types?: readonly string[];
  /** Bytes of an image, of a PDF, of the whole body. */
  readonly image?: number;
  readonly pdf?: number;
  readonly request?: number;
  readonly images?: number;
  readonly pages?: number;
  /** Of models with a window up to `small` tokens. */
  readonly small?: number;
  readonly imagesOfSmall?: number;
  readonly pagesOfSmall?: number;
  /** Pixels of a side; `sideOfMany` where a request has more images than `many`. */
  readonly side?: number;
  readonly many?: number;
  readonly sideOfMany?: number;
  readonly sources: readonly Source[];
  readonly checked: string;
}
