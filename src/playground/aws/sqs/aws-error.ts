/** An error as AWS's JSON protocol tells it; the SDK makes its exceptions from the name. */
export class AwsError extends Error {
  override readonly name: string;
  readonly status: number;
  /** What the older query protocol called it, where that differs. */
  readonly queryCode: string;

  constructor(name: string, message: string, { status = 400, queryCode = name } = {}) {
    super(message);
    this.name = name;
    this.status = status;
    this.queryCode = queryCode;
  }
}
