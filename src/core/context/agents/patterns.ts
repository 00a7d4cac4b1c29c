import { parseVsCodeGlob } from '../../files/vsCodeGlob';

/** Whether a path fits one of the patterns, which are seen from the same folder. One that is too long fits nothing. */
export function fits(patterns: readonly string[], path: string): boolean {
  const codes = Uint16Array.from({ length: path.length }, (_, at) => path.charCodeAt(at));
  return patterns.some((pattern) => parseVsCodeGlob(pattern.replace(/^\.?\//, ''))?.matches(codes) ?? false);
}
