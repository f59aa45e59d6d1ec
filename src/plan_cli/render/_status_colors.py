"""The colours of statuses on paper: ink and ground, for the formats that an office opens."""

STATUS_COLORS = {
    "achieved": ("#0B5A28", "#C9EBD3"), "on_track": ("#176B34", "#E2F2E6"), "lagging": ("#7A5600", "#FDF1CF"),
    "off_track": ("#A6321A", "#FBDFD3"), "reversing": ("#9B1230", "#F5C9CC"), "undecidable": ("#1D5F78", "#DDEFF6"),
}  # fmt: skip
