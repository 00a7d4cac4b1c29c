/** Milliseconds of work at a stretch: half a frame, so that keys and scrolling come in between. */
const sliceMs = 8;

/**
 * Calls `step` until it says that there is no more to do, in slices that leave the page usable. What is not visible yet is not
 * worth a frame's wait, so the next slice comes as soon as the browser has done its other work. Unlike `inSlices`, it does the
 * first slice before it returns, so that a page shows something in the frame in which it was asked.
 */
export class Slices {
  private running = false;

  constructor(
    private readonly step: () => boolean,
    private readonly afterSlice: (more: boolean) => void,
  ) {}

  /** Begins, or goes on where it is under way already. The first slice is done at once. */
  run(): void {
    if (!this.running) this.slice();
  }

  private readonly slice = (): void => {
    const end = performance.now() + sliceMs;
    let more = this.step();
    while (more && performance.now() < end) more = this.step();
    this.running = more;
    if (more) nextTask(this.slice);
    this.afterSlice(more);
  };
}

/**
 * Runs work in the next task. This is sooner than a timer, which waits 4 ms when it is set again and again. Browsers
 * without a scheduler have to make do with the timer.
 */
export function nextTask(work: () => void, priority: TaskPriority = 'user-visible'): void {
  if ('scheduler' in window) void scheduler.postTask(work, { priority });
  else setTimeout(work);
}
