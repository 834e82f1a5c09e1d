/** What a refusal says to whoever follows its `type`: a person, or whoever wrote the machine. */
export interface ProblemText {
  /** The statuses that it comes with. */
  status: readonly number[];
  title: string;
  /** What happened. */
  means: string;
  /** What stays as it was. */
  unchanged: string;
  /** What to do. */
  next: string;
}

export type ProblemTexts = Record<string, ProblemText>;
