/** The compass rose of a portolan chart, on its rhumb lines; the file is the favicon too. */
export function Mark({ size }: { size: number }) {
  return <img className="mark" src="/mark.svg" width={size} height={size} alt="" />;
}
