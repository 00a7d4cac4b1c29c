/** Where a word stands, seen from the term. Each word counts in the nearest of them only. */
export const distanceBands = ['beside', 'near', 'around', 'far'] as const;

export const beside = 0;
export const near = 1;
export const around = 2;
/** The rest of what is read, and the beginning of the file. */
export const far = 3;

/** UTF-16 code units between the two. */
const nearLength = 90;
const aroundLength = 320;
const besideLength = 3;

/** The band of words that stand `gap` away. Beside the term are those that nothing but a mark or a blank parts from it. */
export const bandOf = (gap: number, isJoined: boolean): number => {
  if (gap <= besideLength && isJoined) return beside;
  if (gap <= nearLength) return near;
  return gap <= aroundLength ? around : far;
};
