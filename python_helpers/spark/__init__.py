"""What makes the project's DuckDB SQL run on Spark with equal results."""
