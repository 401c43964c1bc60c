"""Who is there: data, products, lanes and the people, shops, firms and farms of the miniature."""
