"""The sample lakehouse: made-up people and plans with counted defects."""
