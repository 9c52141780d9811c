/** The page loads nothing from elsewhere, so a picture is told, not shown. */
export function Picture({ alt }: { alt: string }) {
  return (
    <p className="picture">
      <span aria-hidden="true">▧</span> Image: {alt}{' '}
      <span className="muted">(not loaded here)</span>
    </p>
  );
}
