/** Counts what a long work has done, and says when others are to have a turn: after every `most` units. */
export function slices(most: number): (units: number) => boolean {
  let done = 0;
  return (units) => {
    done += units;
    if (done < most) return false;
    done = 0;
    return true;
  };
}
