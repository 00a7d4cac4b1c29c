import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import { AdamW, learnPreference, scoreOf } from '../../../../../src/core/lab/training/learn';
import { Lesson, usualSteps } from '../../../../../src/core/lab/training/lesson';
import type { Course } from '../../../../../src/core/lab/training/lesson';
import type { SmallNetwork } from '../../../../../src/core/lab/training/smallNetwork';

const course: Course = {
  paragraph: 'The sea is blue in the morning and grey in the evening.',
  lines: ['cat? an animal.', 'oak? a plant.', 'dog? an animal.', 'fern? a plant.'],
  question: 'fox?',
  answers: [' an animal.', ' a plant.'],
};
const characters = [...new Set([course.paragraph, ...course.lines, 'fox?', ...course.answers, '\n'].join(''))].sort();
/** Every character is a token. */
const ids = (text: string): number[] => Array.from(text, (character) => characters.indexOf(character));
/** To show how two lists of thousands of numbers differ takes minutes. */
function assertSame(one: readonly number[], other: readonly number[]): void {
  assert.ok(one.length > 1_000 && one.length === other.length);
  assert.equal(
    one.findIndex((value, i) => value !== other[i]),
    -1,
    'the place of the first weight that differs',
  );
}
const valuesOf = (network: SmallNetwork): number[] => network.weights.flatMap(({ values }) => [...values]);

describe('a lesson of the small network', function () {
  this.timeout(60_000);
  const lesson = new Lesson(course);
  /** The weights after each of these moments, the first being 1. */
  const after = new Map([usualSteps.learn, usualSteps.learn + 1].map((moment): [number, number[]] => [moment, []]));

  before(() => {
    for (const isStep of lesson.teach()) {
      const at = lesson.moments.length;
      if (isStep && after.get(at)?.length === 0) after.set(at, valuesOf(lesson.network));
    }
  });

  it('has two phases, each from nothing learned to its last step', () => {
    assert.equal(lesson.isDone, true);
    const steps = (phase: string): number[] =>
      lesson.moments.flatMap((moment) => (moment.phase === phase ? [moment.step] : []));
    assert.deepEqual(steps('learn'), [...Array(usualSteps.learn + 1).keys()]);
    assert.deepEqual(steps('tune'), [...Array(usualSteps.tune + 1).keys()]);
  });

  it('measures its last loss without learning from it', () => {
    assertSame(after.get(usualSteps.learn + 1)!, after.get(usualSteps.learn)!);
    for (const { slope } of lesson.network.weights) assert.ok(slope.every((each) => each === 0));
  });

  it('writes a sample every 20 steps, and no further than to the end of its line', () => {
    for (const { phase, step, sample } of lesson.moments) {
      assert.doesNotMatch(sample, /\n/);
      const told = lesson.moments.find((moment) => moment.phase === phase && moment.step === step - (step % 20));
      assert.equal(sample, told?.sample, `${phase} ${step}`);
    }
    assert.ok(lesson.moments.at(-1)!.sample.startsWith('fox? a'));
  });

  it('says the probabilities of the two answers, each with the end of its line', () => {
    const expected = course.answers.map((answer) =>
      Math.exp(scoreOf(lesson.network, ids(`\n${course.question}`), ids(`${answer}\n`))),
    );
    assert.deepEqual(atOnce(lesson.probabilities(lesson.network)), expected);
  });

  it('prefers an answer by DPO against the network before all clicks, and leaves that alone', () => {
    const before = valuesOf(lesson.network);
    const once = atOnce(lesson.prefer(lesson.network, 1));
    const twice = atOnce(lesson.prefer(once, 1));
    assertSame(valuesOf(lesson.network), before);
    // By hand: four steps of DPO with a β of 0.3 and no decay.
    const byHand = once.copy();
    const optimizer = new AdamW(byHand.weights, { rate: 0.0002, decay: 0 });
    const pair = { prompt: ids(`\n${course.question}`), chosen: ids(' a plant.\n'), rejected: ids(' an animal.\n') };
    for (let step = 0; step < 4; step++) {
      atOnce(learnPreference(byHand, lesson.network, pair, 0.3));
      optimizer.step();
    }
    assertSame(valuesOf(twice), valuesOf(byHand));
    const [animal, plant] = atOnce(lesson.probabilities(lesson.network));
    const [animalAfter, plantAfter] = atOnce(lesson.probabilities(twice));
    assert.ok(plantAfter / animalAfter > plant / animal);
  });

  it('is the same again for the same course @deep', () => {
    const again = new Lesson(course);
    const teaching = again.teach();
    while (again.moments.length < 25) teaching.next();
    assert.deepEqual(again.moments.slice(0, 25), lesson.moments.slice(0, 25));
  });
});
