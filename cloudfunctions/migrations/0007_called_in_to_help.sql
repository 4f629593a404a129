ALTER TABLE "orders" ADD COLUMN "helpers" uuid[] NOT NULL DEFAULT '{}';--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "helpers" DROP DEFAULT;--> statement-breakpoint
UPDATE "orders" o SET "helpers" = e.helpers FROM (
  SELECT order_id, community_id, array_agg(DISTINCT detail::uuid) AS helpers FROM order_events
  WHERE action = 'callIn' AND detail IS NOT NULL GROUP BY 1, 2
) e WHERE o.id = e.order_id AND o.community_id = e.community_id;
