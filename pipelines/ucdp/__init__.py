"""What the two feeds of the Uppsala Conflict Data Program share: layouts, mapping, releases and the way to the network.

Here belongs what GED (yearly, final) and Candidate (monthly and quarterly, provisional) have in common: they are the
same table in two states. What each is, and how far to trust it, belongs to its folder under `feeds/`.
"""
