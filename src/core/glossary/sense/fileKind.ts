import { languageOf } from '../../text/languages';
import { fileKinds } from './denseFeatures';

/** The number of a language in `fileKinds`. */
export const languageKind = (languageId: string): number => fileKinds.indexOf(languageOf(languageId).kind ?? 'program');
