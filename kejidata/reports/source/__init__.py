"""Files to text: .txt, .md, .docx, .pdf and .html, decoded, without furniture.

In comes a path; out goes one text with its lines. Begin with `text`.
"""
